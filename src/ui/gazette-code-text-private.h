/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-code-text.h"

G_BEGIN_DECLS

/* A link in the code, from one byte to another. */
typedef struct
{
  guint start;
  guint end;
  char *href;
} GazetteCodeLink;

/* Lines that are drawn, from one to another. */
typedef struct
{
  int first;
  int end;
} GazetteCodeRange;

struct _GazetteCodeText
{
  GtkWidget        parent_instance;

  char            *text;
  char            *language;
  gboolean         rtl;
  /* Where each line begins, and where the last one ends. */
  GArray          *lines;
  /* (nullable) (element-type GazetteToken), once it is known. */
  GArray          *tokens;
  gboolean         has_tokens;
  /* (element-type GazetteRun) without addresses. */
  GArray          *runs;
  GArray          *links;
  /* (element-type GazetteCardMark): words that are found, and those below them. */
  GArray          *marks;
  GArray          *highlights;

  /* Of the fonts: how high a line is, and how wide the widest one; 0 when not known. */
  int              pitch;
  int              ascent;
  int              width;

  GazetteCodeRange drawn;
  GtkAdjustment   *scrolled;
  guint            tick;

  /* What is selected, in bytes: from where it was begun to where it was led. */
  guint            anchor;
  guint            cursor;
  guint            press_start;
  guint            press_end;
};

int          gazette_code_text_get_n_lines      (GazetteCodeText         *self);
void         gazette_code_text_get_line         (GazetteCodeText         *self,
                                                 int                      line,
                                                 guint                   *start,
                                                 guint                   *end);
int          gazette_code_text_find_line        (GazetteCodeText         *self,
                                                 guint                    byte);
PangoLayout *gazette_code_text_lay_out          (GazetteCodeText         *self,
                                                 int                      line);
int          gazette_code_text_get_x            (GazetteCodeText         *self,
                                                 PangoLayout             *layout);
guint        gazette_code_text_get_byte_at      (GazetteCodeText         *self,
                                                 double                   x,
                                                 double                   y);
void         gazette_code_text_get_selection    (GazetteCodeText         *self,
                                                 guint                   *start,
                                                 guint                   *end);
void         gazette_code_text_select           (GazetteCodeText         *self,
                                                 guint                    anchor,
                                                 guint                    cursor);
void         gazette_code_text_watch            (GazetteCodeText         *self);
void         gazette_code_text_install_keys     (GtkWidgetClass          *klass);
void         gazette_code_text_init_accessible  (GtkAccessibleTextInterface *iface);

G_END_DECLS
