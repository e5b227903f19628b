/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <setjmp.h>
#include <string.h>

#include "gazette-html-private.h"
#include "gazette-html.h"

#define MAX_LENGTH (5 * 1024 * 1024)

/* Misnested formatting elements are repeated in each following block, so a
 * tree can be far larger than its text. Of 186 recorded pages the hungriest
 * one over 20 kB takes sixteen times its length. */
#define BUDGET_BASE   (16 * 1024 * 1024)
#define BUDGET_FACTOR 32

struct _GazetteHtml
{
  char             *text;
  GazetteHtmlArena *arena;
  GumboOutput      *output;
  gboolean          truncated;
  jmp_buf           out_of_budget;
};

static void *
arena_alloc_cb (void  *userdata,
                size_t size)
{
  GazetteHtml *self = userdata;
  void *memory = gazette_html_arena_alloc (self->arena, size);

  /* The parser does not expect to be refused memory, but it holds nothing that
   * is not in the arena: it can be left from anywhere. */
  if (memory == NULL)
    longjmp (self->out_of_budget, 1);

  return memory;
}

static void
arena_free_cb (void *userdata,
               void *memory)
{
}

static gboolean
try_parse (GazetteHtml *self,
           gsize        length)
{
  GumboOptions options = kGumboDefaultOptions;

  options.allocator = arena_alloc_cb;
  options.deallocator = arena_free_cb;
  options.userdata = self;
  options.max_errors = 0;

  self->arena = gazette_html_arena_new (BUDGET_BASE + length * BUDGET_FACTOR);

  if (setjmp (self->out_of_budget) != 0)
    return FALSE;

  self->output = gumbo_parse_with_options (&options, self->text, length);

  return TRUE;
}

static gsize
cut_at_character (const char *text,
                  gsize       length,
                  gsize       max_length)
{
  if (length <= max_length)
    return length;

  while (max_length > 0 && ((guchar) text[max_length] & 0xc0) == 0x80)
    max_length--;

  return max_length;
}

/**
 * gazette_html_parse:
 * @html: an HTML page or fragment, in UTF-8; other bytes become U+FFFD
 * @length: of @html in bytes, or -1 when it is nul-terminated
 *
 * Parses as a browser does: there is no HTML that it refuses. It bounds what
 * hostile input can cost: text after some 5 MB, elements nested deeper than
 * 512 and attributes after the 256th of an element are left out, and a text
 * whose tree would be out of proportion is cut.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): the parsed page
 */
GazetteHtml *
gazette_html_parse (const char *html,
                    gssize      length)
{
  GazetteHtml *self;
  gsize full_length;
  gsize size;

  g_return_val_if_fail (html != NULL, NULL);

  full_length = length < 0 ? strlen (html) : (gsize) length;
  size = cut_at_character (html, full_length, MAX_LENGTH);

  self = g_new0 (GazetteHtml, 1);
  self->text = g_malloc (size + 1);
  memcpy (self->text, html, size);
  self->text[size] = '\0';
  size = gazette_html_guard (self->text, size);
  self->truncated = size < full_length;

  while (!try_parse (self, size))
    {
      g_clear_pointer (&self->arena, gazette_html_arena_free);
      self->truncated = TRUE;
      size = cut_at_character (self->text, size, size / 4);
    }

  return self;
}

/**
 * gazette_html_free:
 * @self: (transfer full): a parsed page
 *
 * Frees it and all its nodes.
 */
void
gazette_html_free (GazetteHtml *self)
{
  gazette_html_arena_free (self->arena);
  g_free (self->text);
  g_free (self);
}

/**
 * gazette_html_get_root:
 * @self: a parsed page
 *
 * Returns: (transfer none): the `html` element, which every page has, with
 *   `head` and `body` in it
 */
const GumboNode *
gazette_html_get_root (GazetteHtml *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->output->root;
}

/**
 * gazette_html_is_truncated:
 * @self: a parsed page
 *
 * Returns: whether a limit was met, so that some of the page is missing
 */
gboolean
gazette_html_is_truncated (GazetteHtml *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->truncated;
}

static const GumboVector *
get_children (const GumboNode *node)
{
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
    return &node->v.element.children;
  if (node->type == GUMBO_NODE_DOCUMENT)
    return &node->v.document.children;

  return NULL;
}

/**
 * gazette_html_next:
 * @root: where the walk began
 * @node: where it is
 *
 * Walks over @root and all below it, each parent before its children. Nothing
 * is recursive, so depth costs nothing.
 *
 * Returns: (nullable) (transfer none): the node after @node, %NULL at the end
 */
const GumboNode *
gazette_html_next (const GumboNode *root,
                   const GumboNode *node)
{
  const GumboVector *children;

  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (node != NULL, NULL);

  children = get_children (node);
  if (children != NULL && children->length > 0)
    return children->data[0];

  return gazette_html_next_skipping (root, node);
}

/**
 * gazette_html_next_skipping:
 * @root: where the walk began
 * @node: where it is
 *
 * As gazette_html_next(), but leaves out all that is below @node.
 *
 * Returns: (nullable) (transfer none): the node after @node and its
 *   descendants, %NULL at the end
 */
const GumboNode *
gazette_html_next_skipping (const GumboNode *root,
                            const GumboNode *node)
{
  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (node != NULL, NULL);

  while (node != root && node->parent != NULL)
    {
      const GumboVector *siblings = get_children (node->parent);

      if (node->index_within_parent + 1 < siblings->length)
        return siblings->data[node->index_within_parent + 1];
      node = node->parent;
    }

  return NULL;
}

/**
 * gazette_html_get_attribute:
 * @node: a node of any type
 * @name: name of an attribute, in lower case
 *
 * Returns: (nullable) (transfer none): its value, entities decoded; %NULL when
 *   @node is no element or has no such attribute
 */
const char *
gazette_html_get_attribute (const GumboNode *node,
                            const char      *name)
{
  const GumboAttribute *attribute;

  g_return_val_if_fail (node != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE)
    return NULL;

  attribute = gumbo_get_attribute (&node->v.element.attributes, name);

  return attribute != NULL ? attribute->value : NULL;
}
