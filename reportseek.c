#include <stdio.h>

int main(void)
{
    puts("reportseek");
    return 0;
}
