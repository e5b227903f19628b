/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "gazette-path.h"

/* No path of use is longer, and matching recurses once for each step. */
#define MAX_STEPS 32

typedef enum
{
  STEP_MEMBER,
  STEP_INDEX,
  STEP_ALL,
  STEP_WHERE,
} StepKind;

/* One step down: to the member @name, to the element @index (from the end when
 * it is negative), to all children, or to those that pass one of @tests. */
typedef struct
{
  StepKind   kind;
  char      *name;
  gint64     index;
  GPtrArray *tests;
} Step;

typedef enum
{
  VALUE_NONE,
  VALUE_TEXT,
  VALUE_NUMBER,
  VALUE_FLAG,
} ValueKind;

/* "@.path", or it compared by "==" or "!=" with a text, a number, true or false;
 * and in the same breath @next, which must be true as well. */
typedef struct _Test Test;
struct _Test
{
  GazettePath *path;
  ValueKind    kind;
  char        *text;
  double       number;
  gboolean     flag;
  gboolean     is_negated;
  Test        *next;
};

struct _GazettePath
{
  GPtrArray *steps;
};

typedef struct
{
  GPtrArray *matches;
  guint      max_matches;
} Walk;

static GazettePath *read_path (const char **p,
                               gboolean     in_filter);

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->name);
  g_clear_pointer (&step->tests, g_ptr_array_unref);
  g_free (step);
}

static void
test_free (gpointer data)
{
  Test *test = data;

  g_clear_pointer (&test->path, gazette_path_free);
  g_clear_pointer (&test->next, test_free);
  g_free (test->text);
  g_free (test);
}

static Step *
add_step (GazettePath *self,
          StepKind     kind)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  g_ptr_array_add (self->steps, step);

  return step;
}

static void
skip_spaces (const char **p)
{
  while (g_ascii_isspace (**p))
    (*p)++;
}

static gboolean
skip (const char **p,
      const char  *token)
{
  if (!g_str_has_prefix (*p, token))
    return FALSE;

  *p += strlen (token);
  return TRUE;
}

/* A name after a dot. A hyphen is taken too, for names such as "og-image". */
static char *
read_name (const char **p)
{
  const char *start = *p;

  for (guchar c = **p; g_ascii_isalnum (c) || c == '_' || c == '-' || c >= 0x80; c = **p)
    (*p)++;

  return *p > start ? g_strndup (start, *p - start) : NULL;
}

/* Text in single or double quotation marks; a backslash takes what follows as
 * it is. */
static char *
read_quoted (const char **p)
{
  g_autoptr(GString) text = g_string_new (NULL);
  char mark = **p;

  if (mark != '\'' && mark != '"')
    return NULL;

  for ((*p)++; **p != mark; (*p)++)
    {
      if (**p == '\\')
        (*p)++;
      if (**p == '\0')
        return NULL;
      g_string_append_c (text, **p);
    }
  (*p)++;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a test compares with. */
static gboolean
read_literal (const char **p,
              Test        *test)
{
  char *end;

  test->text = read_quoted (p);
  if (test->text != NULL)
    {
      test->kind = VALUE_TEXT;
      return TRUE;
    }
  if (skip (p, "true") || skip (p, "false"))
    {
      test->kind = VALUE_FLAG;
      test->flag = (*p)[-2] == 'u';
      return TRUE;
    }

  test->kind = VALUE_NUMBER;
  test->number = g_ascii_strtod (*p, &end);
  if (end == *p || !isfinite (test->number))
    return FALSE;
  *p = end;

  return TRUE;
}

/* Tests joined by "&&". */
static Test *
read_test (const char **p,
           guint        depth)
{
  Test *test;

  skip_spaces (p);
  if (depth == MAX_STEPS || !skip (p, "@"))
    return NULL;

  test = g_new0 (Test, 1);
  test->path = read_path (p, TRUE);
  if (test->path == NULL)
    goto failed;

  skip_spaces (p);
  test->is_negated = g_str_has_prefix (*p, "!=");
  if (skip (p, "==") || skip (p, "!="))
    {
      skip_spaces (p);
      if (!read_literal (p, test))
        goto failed;
      skip_spaces (p);
    }
  if (skip (p, "&&"))
    {
      test->next = read_test (p, depth + 1);
      if (test->next == NULL)
        goto failed;
    }

  return test;

failed:
  test_free (test);

  return NULL;
}

/* What follows "?": tests joined by "||", maybe in brackets. */
static gboolean
read_filter (const char **p,
             Step        *step)
{
  gboolean has_bracket;

  step->tests = g_ptr_array_new_with_free_func (test_free);

  skip_spaces (p);
  has_bracket = skip (p, "(");
  do
    {
      Test *test;

      skip_spaces (p);
      test = read_test (p, 0);
      if (test == NULL)
        return FALSE;
      g_ptr_array_add (step->tests, test);
      skip_spaces (p);
    }
  while (skip (p, "||"));

  return !has_bracket || skip (p, ")");
}

static gboolean
read_index (const char **p,
            gint64      *index)
{
  char *end;

  if (!g_ascii_isdigit (**p) && !(**p == '-' && g_ascii_isdigit ((*p)[1])))
    return FALSE;

  *index = g_ascii_strtoll (*p, &end, 10);
  *p = end;

  return TRUE;
}

/* What is between "[" and "]". */
static gboolean
read_selector (GazettePath *self,
               const char **p,
               gboolean     in_filter)
{
  gint64 index;
  char *name;

  skip_spaces (p);
  if (skip (p, "*"))
    add_step (self, STEP_ALL);
  else if (read_index (p, &index))
    add_step (self, STEP_INDEX)->index = index;
  else if ((name = read_quoted (p)) != NULL)
    add_step (self, STEP_MEMBER)->name = name;
  else if (in_filter || !skip (p, "?") || !read_filter (p, add_step (self, STEP_WHERE)))
    return FALSE;
  skip_spaces (p);

  return skip (p, "]");
}

static gboolean
read_step (GazettePath *self,
           const char **p,
           gboolean     in_filter)
{
  char *name;

  if (skip (p, "["))
    return read_selector (self, p, in_filter);
  if (!skip (p, "."))
    return FALSE;

  if (skip (p, "*"))
    {
      add_step (self, STEP_ALL);
      return TRUE;
    }

  name = read_name (p);
  if (name == NULL)
    return FALSE;
  add_step (self, STEP_MEMBER)->name = name;

  return TRUE;
}

/* Reads as many steps as there are, maybe none. */
static GazettePath *
read_path (const char **p,
           gboolean     in_filter)
{
  g_autoptr(GazettePath) self = g_new0 (GazettePath, 1);

  self->steps = g_ptr_array_new_with_free_func (step_free);
  while (**p == '.' || **p == '[')
    {
      if (self->steps->len == MAX_STEPS || !read_step (self, p, in_filter))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/*
 * gazette_path_new:
 * @text: a path: "$", then any of `.name`, `['name']`, `[0]`, `[-1]`, `[*]`,
 *   `.*` and `[?@.name == 'text' && … || …]`
 *
 * Returns: (transfer full) (nullable): the path, %NULL when it is not one
 */
GazettePath *
gazette_path_new (const char *text)
{
  g_autoptr(GazettePath) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!skip (&text, "$"))
    return NULL;
  self = read_path (&text, FALSE);

  return self != NULL && *text == '\0' ? g_steal_pointer (&self) : NULL;
}

/*
 * gazette_path_free:
 * @self: (transfer full): a path
 */
void
gazette_path_free (GazettePath *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

static gboolean
is_equal (const Test *test,
          JsonNode   *node)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  if (test->kind == VALUE_TEXT)
    return type == G_TYPE_STRING && g_str_equal (json_node_get_string (node), test->text);
  if (test->kind == VALUE_FLAG)
    return type == G_TYPE_BOOLEAN && !json_node_get_boolean (node) == !test->flag;

  return (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE) && json_node_get_double (node) == test->number;
}

static gboolean
passes_test (const Test *test,
             JsonNode   *node)
{
  for (; test != NULL; test = test->next)
    {
      JsonNode *found = gazette_path_find (test->path, node);
      gboolean passes = test->kind == VALUE_NONE ? found != NULL : is_equal (test, found) != test->is_negated;

      if (!passes)
        return FALSE;
    }

  return TRUE;
}

static gboolean
takes (const Step *step,
       JsonNode   *child)
{
  if (step->kind == STEP_ALL)
    return TRUE;

  for (guint i = 0; i < step->tests->len; i++)
    {
      if (passes_test (step->tests->pdata[i], child))
        return TRUE;
    }

  return FALSE;
}

static gboolean visit (GazettePath *self,
                       guint        n_done,
                       JsonNode    *node,
                       Walk        *walk);

static gboolean
visit_children (GazettePath *self,
                guint        n_done,
                JsonNode    *node,
                Walk        *walk)
{
  const Step *step = self->steps->pdata[n_done];

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint length = json_array_get_length (array);

      for (guint i = 0; i < length; i++)
        {
          JsonNode *child = json_array_get_element (array, i);

          if (takes (step, child) && !visit (self, n_done + 1, child, walk))
            return FALSE;
        }
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *child;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, NULL, &child))
        {
          if (takes (step, child) && !visit (self, n_done + 1, child, walk))
            return FALSE;
        }
    }

  return TRUE;
}

static JsonNode *
get_child (const Step *step,
           JsonNode   *node)
{
  if (step->kind == STEP_MEMBER)
    return JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), step->name) : NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      gint64 length = json_array_get_length (array);
      gint64 index = step->index < 0 ? length + step->index : step->index;

      if (index >= 0 && index < length)
        return json_array_get_element (array, (guint) index);
    }

  return NULL;
}

/* Returns: whether to go on */
static gboolean
visit (GazettePath *self,
       guint        n_done,
       JsonNode    *node,
       Walk        *walk)
{
  for (; n_done < self->steps->len; n_done++)
    {
      const Step *step = self->steps->pdata[n_done];

      if (step->kind == STEP_ALL || step->kind == STEP_WHERE)
        return visit_children (self, n_done, node, walk);

      node = get_child (step, node);
      if (node == NULL)
        return TRUE;
    }

  /* As good as not there, so that a fall-back gets its chance. */
  if (!JSON_NODE_HOLDS_NULL (node))
    g_ptr_array_add (walk->matches, node);

  return walk->matches->len < walk->max_matches;
}

/*
 * gazette_path_match:
 * @self: a path
 * @root: where "$" is
 * @matches: (element-type JsonNode): where to put what is found, in the order
 *   of the document; emptied first
 * @max_matches: when to stop, at least 1
 *
 * Finds all that the path leads to, except what is null. The nodes belong to @root.
 */
void
gazette_path_match (GazettePath *self,
                    JsonNode    *root,
                    GPtrArray   *matches,
                    guint        max_matches)
{
  Walk walk = { matches, max_matches };

  g_return_if_fail (self != NULL);
  g_return_if_fail (root != NULL);
  g_return_if_fail (max_matches > 0);

  g_ptr_array_set_size (matches, 0);
  visit (self, 0, root, &walk);
}

/*
 * gazette_path_find:
 * @self: a path
 * @root: where "$" is
 *
 * Returns: (transfer none) (nullable): the first that the path leads to and
 *   that is not null
 */
JsonNode *
gazette_path_find (GazettePath *self,
                   JsonNode    *root)
{
  g_autoptr(GPtrArray) matches = g_ptr_array_new ();

  gazette_path_match (self, root, matches, 1);

  return matches->len > 0 ? matches->pdata[0] : NULL;
}
