/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-reader-private.h"

/* What stands before, between and after the parts of an element of MathML, and how
 * the second and third of them look. */
typedef struct
{
  const char  *name;
  const char  *before;
  const char  *between;
  const char  *after;
  GazetteStyle second;
  GazetteStyle third;
  gboolean     in_brackets;
} Rule;

static const Rule rules[] = {
  { "mfrac", "", "/", "", .in_brackets = TRUE },
  { "msqrt", "√(", "", ")" },
  { "msup", "", "", "", GAZETTE_STYLE_SUPERSCRIPT },
  { "mover", "", "", "", GAZETTE_STYLE_SUPERSCRIPT },
  { "msub", "", "", "", GAZETTE_STYLE_SUBSCRIPT },
  { "munder", "", "", "", GAZETTE_STYLE_SUBSCRIPT },
  { "msubsup", "", "", "", GAZETTE_STYLE_SUBSCRIPT, GAZETTE_STYLE_SUPERSCRIPT },
  { "munderover", "", "", "", GAZETTE_STYLE_SUBSCRIPT, GAZETTE_STYLE_SUPERSCRIPT },
  { "mroot", "√(", ", ", ")" },
  { "mfenced", "(", ", ", ")" },
  { "mtable", "(", "; ", ")" },
  { "mtr", "", ", ", "" },
};

static const Rule *
find_rule (const GumboNode *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (gazette_element_is_named (node, rules[i].name))
        return &rules[i];
    }

  return NULL;
}

/* What is there for other programs, or to take up room. */
static gboolean
is_unseen (const GumboNode *node)
{
  return node->v.element.tag == GUMBO_TAG_ANNOTATION_XML || gazette_element_is_named (node, "annotation") ||
         gazette_element_is_named (node, "mphantom");
}

static guint
count_parts (const GumboNode *node)
{
  const GumboVector *children = &node->v.element.children;
  guint n = 0;

  for (guint i = 0; i < children->length; i++)
    n += ((const GumboNode *) children->data[i])->type == GUMBO_NODE_ELEMENT;

  return n;
}

static void write_element (GazetteReader        *self,
                           const GazetteContext *context,
                           const GumboNode      *node);

static void
write_part (GazetteReader        *self,
            const GazetteContext *context,
            const Rule           *rule,
            const GumboNode      *part,
            guint                 number)
{
  gboolean in_brackets = rule != NULL && rule->in_brackets && count_parts (part) > 1;
  GazetteContext own = *context;

  if (rule != NULL && number == 1)
    own.style |= rule->second;
  if (rule != NULL && number == 2)
    own.style |= rule->third;
  if (rule != NULL && number > 0)
    gazette_writer_text (self->writer, context, rule->between);

  if (in_brackets)
    gazette_writer_text (self->writer, &own, "(");
  write_element (self, &own, part);
  if (in_brackets)
    gazette_writer_text (self->writer, &own, ")");
}

/* Goes no deeper than elements are nested, of which the parser keeps a bound. */
static void
write_element (GazetteReader        *self,
               const GazetteContext *context,
               const GumboNode      *node)
{
  const GumboVector *children = &node->v.element.children;
  const Rule *rule = find_rule (node);
  guint n = 0;

  if (is_unseen (node) || gazette_writer_is_full (self->writer))
    return;

  if (rule != NULL)
    gazette_writer_text (self->writer, context, rule->before);
  for (guint i = 0; i < children->length; i++)
    {
      const GumboNode *child = children->data[i];

      if (child->type == GUMBO_NODE_ELEMENT)
        write_part (self, context, rule, child, n++);
      else if (child->type == GUMBO_NODE_TEXT)
        gazette_writer_text (self->writer, context, child->v.text.text);
    }
  if (rule != NULL)
    gazette_writer_text (self->writer, context, rule->after);
}

static gboolean
has_text (const GumboNode *node)
{
  const GumboNode *below = node;

  while (below != NULL)
    {
      if (below->type == GUMBO_NODE_TEXT)
        return TRUE;
      below = below->type == GUMBO_NODE_ELEMENT && is_unseen (below) ? gazette_html_next_skipping (node, below)
                                                                     : gazette_html_next (node, below);
    }

  return FALSE;
}

/*
 * gazette_reader_write_math:
 * @self: a reader
 * @frame: the element around it
 * @node: a `math` element
 *
 * Writes a formula as a line of text: "x²", "a/(b+c)", "√(2)". One without anything
 * in it may have a text instead.
 */
void
gazette_reader_write_math (GazetteReader      *self,
                           const GazetteFrame *frame,
                           const GumboNode    *node)
{
  g_autofree char *label = has_text (node) ? NULL : gazette_element_dup_label (node, "alttext");

  if (label != NULL)
    gazette_writer_text (self->writer, &frame->context, label);
  else
    write_element (self, &frame->context, node);
}
