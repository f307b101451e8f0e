#include "corpus/sample/docx_parts.h"

#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

const char rs_docx_content_types[] = RS_DOCX_XML
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_TYPE "styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_TYPE "settings+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"" WORD_TYPE "numbering+xml\"/>"
    "<Override PartName=\"/word/footnotes.xml\" ContentType=\"" WORD_TYPE "footnotes+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "</Types>";

const char rs_docx_relations[] = RS_DOCX_XML
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" "
    "Target=\"docProps/core.xml\"/>"
    "</Relationships>";

const char rs_docx_document_relations[] =
    RS_DOCX_XML "<Relationships xmlns=\"" PACKAGE "relationships\">"
                "<Relationship Id=\"rId1\" Type=\"" OFFICE "styles\" Target=\"styles.xml\"/>"
                "<Relationship Id=\"rId2\" Type=\"" OFFICE "settings\" Target=\"settings.xml\"/>"
                "<Relationship Id=\"rId3\" Type=\"" OFFICE "numbering\" Target=\"numbering.xml\"/>"
                "<Relationship Id=\"rId4\" Type=\"" OFFICE "footnotes\" Target=\"footnotes.xml\"/>"
                "</Relationships>";

const char rs_docx_settings[] =
    RS_DOCX_XML "<w:settings " RS_DOCX_MAIN ">"
                "<w:footnotePr><w:footnote w:id=\"0\"/><w:footnote w:id=\"1\"/></w:footnotePr>"
                "</w:settings>";

#define STYLE(id, name, paragraph, run)                                                            \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/>"              \
    "<w:basedOn w:val=\"Normal\"/><w:pPr>" paragraph "</w:pPr><w:rPr>" run "</w:rPr></w:style>"
#define HEADING(level, outline, size)                                                              \
    STYLE("Heading" level, "heading " level,                                                       \
          "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/>"                             \
          "<w:outlineLvl w:val=\"" outline "\"/>",                                                 \
          "<w:b/><w:bCs/><w:sz w:val=\"" size "\"/><w:szCs w:val=\"" size "\"/>")
#define BORDER(side) "<w:" side " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"

const char rs_docx_styles[] = RS_DOCX_XML
    "<w:styles " RS_DOCX_MAIN ">"
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"SimSun\" w:cs=\"Arial\"/>"
    "<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>"
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"160\"/></w:pPr>"
    "</w:pPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
    "<w:name w:val=\"Normal\"/></w:style>" STYLE(
        "Title", "Title", "<w:spacing w:before=\"360\" w:after=\"240\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>") HEADING("1", "0", "28")
        HEADING("2", "1", "24") HEADING("3", "2", "22") STYLE("ListParagraph", "List Paragraph",
                                                              "<w:ind w:left=\"720\"/>", "")
            STYLE("Caption", "caption", "<w:keepNext/>", "<w:b/><w:bCs/>") STYLE(
                "FootnoteText", "footnote text", "<w:spacing w:after=\"0\"/>",
                "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>") "<w:style w:type=\"character\" "
                                                              "w:styleId=\"FootnoteReference\">"
                                                              "<w:name w:val=\"footnote "
                                                              "reference\"/>"
                                                              "<w:rPr><w:vertAlign "
                                                              "w:val=\"superscript\"/></w:rPr></"
                                                              "w:style>"
                                                              "<w:style w:type=\"table\" "
                                                              "w:styleId=\"TableGrid\"><w:name "
                                                              "w:val=\"Table Grid\"/>"
                                                              "<w:tblPr><w:tblBorders>" BORDER(
                                                                  "top") BORDER("left")
                                                                  BORDER("bottom") BORDER("right")
                                                                      BORDER("insideH") BORDER(
                                                                          "insideV") "</"
                                                                                     "w:tblBorders>"
                                                                                     "</w:tblPr></"
                                                                                     "w:style>"
                                                                                     "</w:styles>";

#define LIST(id, format, text, indent)                                                             \
    "<w:abstractNum w:abstractNumId=\"" id "\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"         \
    "<w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/><w:lvlJc w:val=\"left\"/>"     \
    "<w:pPr><w:ind " indent "/></w:pPr></w:lvl></w:abstractNum>"

const char rs_docx_numbering[] = RS_DOCX_XML
    "<w:numbering " RS_DOCX_MAIN ">" LIST("0", "bullet", "•", "w:left=\"720\" w:hanging=\"360\"")
        LIST("1", "decimal", "%1.",
             "w:left=\"0\" w:firstLine=\"0\"") "<w:num w:numId=\"1\"><w:abstractNumId "
                                               "w:val=\"0\"/></w:num>"
                                               "<w:num w:numId=\"2\"><w:abstractNumId "
                                               "w:val=\"1\"/></w:num>"
                                               "</w:numbering>";
