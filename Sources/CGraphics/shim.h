#ifndef CGRAPHICS_SHIM_H
#define CGRAPHICS_SHIM_H
#include <cairo.h>
#include <libdeflate.h>
#include <pango/pangocairo.h>
#endif
