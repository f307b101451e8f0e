#include "base/error.h"

G_DEFINE_QUARK(reportseek - error - quark, rs_error)
