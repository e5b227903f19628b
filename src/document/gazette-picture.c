/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-address.h"
#include "gazette-element.h"
#include "gazette-text.h"

/* A column is some 600 pixels wide, or 1200 on a screen that has two for one:
 * a picture that is a little smaller is still good there. */
#define GOOD_WIDTH   1000
#define COLUMN_WIDTH 600

/* What sites are told that ask how wide the window is, in CSS pixels. */
#define WINDOW_WIDTH 1200

/* Larger ones are no size of a picture. */
#define MAX_SIZE 100000

/* A picture of that size counts readers. */
#define MAX_TRACKING_SIZE 2

/* A picture of that size is part of a line. */
#define MAX_INLINE_SIZE 24

/* One pixel in any format, or a box of a certain shape. */
#define MAX_PLACEHOLDER_DATA 300

#define MAX_SOURCES 32
#define MAX_MEDIA   1024

/* Among how many of a set the one is sought that is there already. */
#define MAX_CANDIDATES 64

typedef struct
{
  const char *start;
  gsize       length;
  double      width;
} Candidate;

static const char *const set_attributes[] = { "data-srcset", "data-lazy-srcset", "srcset" };

/* Where scripts find the picture that they put in place of a placeholder. */
static const char *const lazy_attributes[] = {
  "data-src", "data-lazy-src", "data-original", "data-orig-src", "data-original-src", "data-actualsrc",
  "data-hi-res-src", "data-lazy", "data-image", "data-img-src", "data-full-src",
};

static const char *const placeholder_names[] = {
  "spacer.gif", "blank.gif", "1x1.gif", "pixel.gif", "transparent.gif", "clear.gif", "trans.gif", "lazy.png",
  "spacer.png", "blank.png", "1x1.png", "pixel.png", "transparent.png", "clear.png", "grey.gif", "lazy_placeholder.gif",
};

/* Parts of addresses that serve nothing but counting and sharing. */
static const char *const counters[] = {
  "://pixel.wp.com/", "stats.wordpress.com/", "feeds.wordpress.com/1.0/", "feeds.feedburner.com/~",
  "://pixel.", "/pixel?", "/tracking-pixel", "://tracking.", "doubleclick.net/", "google-analytics.com/",
  "medium.com/_/stat", "scorecardresearch.com/", "://feedads.", "counter.theconversation.com/",
};

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/* Length in CSS pixels, 0 when it is another, -1 when there is none. */
static int
read_size (const GumboNode *node,
           const char      *name)
{
  const char *value = gazette_html_get_attribute (node, name);
  char *end;
  double size;

  if (value == NULL)
    return -1;
  size = g_ascii_strtod (value, &end);
  if (end == value)
    return -1;
  while (is_space (*end))
    end++;
  if ((*end != '\0' && g_ascii_strcasecmp (end, "px") != 0) || !(size >= 0 && size <= MAX_SIZE))
    return -1;

  return (int) (size + 0.5);
}

/* The next descriptor of a candidate, "300w" or "1.5x", up to @end. */
static const char *
read_descriptor (const char *p,
                 const char *end,
                 double      column,
                 double     *width)
{
  char *number_end;
  double number = g_ascii_strtod (p, &number_end);

  if (number_end > p && number_end < end && number > 0 && number < MAX_SIZE)
    {
      if (*number_end == 'w')
        *width = number;
      else if (*number_end == 'x')
        *width = number * column;
    }

  while (p < end && !is_space (*p))
    p++;

  return p;
}

/* Reads a candidate as the HTML standard does (4.8.4.2.2), but for brackets
 * around descriptors, which nobody writes. */
static const char *
read_candidate (const char *p,
                double      column,
                Candidate  *candidate)
{
  const char *end;

  while (is_space (*p) || *p == ',')
    p++;
  candidate->start = p;
  candidate->width = column;
  while (*p != '\0' && !is_space (*p))
    p++;
  candidate->length = p - candidate->start;

  if (candidate->length > 0 && p[-1] == ',')
    {
      while (candidate->length > 0 && candidate->start[candidate->length - 1] == ',')
        candidate->length--;
      return p;
    }

  end = p + strcspn (p, ",");
  while (p < end)
    {
      while (p < end && is_space (*p))
        p++;
      if (p < end)
        p = read_descriptor (p, end, column, &candidate->width);
    }

  return p;
}

/* The smallest that is good enough, else the largest. */
static gboolean
is_better (double width,
           double than,
           double column)
{
  double good = MIN (GOOD_WIDTH, column * GOOD_WIDTH / COLUMN_WIDTH);

  if (than >= good)
    return width >= good && width < than;

  return width > than;
}

static char *
choose_from_set (GazetteBase *base,
                 const char  *set,
                 double       column)
{
  Candidate best = { NULL, 0, 0 };
  g_autofree char *reference = NULL;

  while (*set != '\0')
    {
      Candidate candidate;

      set = read_candidate (set, column, &candidate);
      if (candidate.length > 0 && is_better (candidate.width, best.width, column) &&
          g_ascii_strncasecmp (candidate.start, "data:", 5) != 0)
        best = candidate;
    }

  if (best.start == NULL)
    return NULL;
  reference = g_strndup (best.start, best.length);

  return gazette_base_resolve_picture (base, reference);
}

static char *
choose_from_sets (GazetteBase     *base,
                  const GumboNode *node,
                  double           column)
{
  for (guint i = 0; i < G_N_ELEMENTS (set_attributes); i++)
    {
      const char *set = gazette_html_get_attribute (node, set_attributes[i]);
      char *src = set != NULL ? choose_from_set (base, set, column) : NULL;

      if (src != NULL)
        return src;
    }

  return NULL;
}

/* Formats that are not shown everywhere; for all of them there is another. */
static gboolean
is_risky_type (const char *type)
{
  return type != NULL && (g_ascii_strcasecmp (type, "image/avif") == 0 || g_ascii_strcasecmp (type, "image/jxl") == 0 ||
                          g_ascii_strcasecmp (type, "image/heic") == 0);
}

/* How wide the picture is shown on its own page: the last of its sizes, where that
 * is a length; 0 when it is not known. */
static double
read_sizes (const GumboNode *node)
{
  const char *sizes = gazette_html_get_attribute (node, "sizes");
  const char *last = sizes != NULL ? strrchr (sizes, ',') : NULL;
  char *end;
  double size;

  if (sizes == NULL)
    return 0;
  if (last == NULL)
    last = sizes;
  else
    last++;
  size = g_ascii_strtod (last, &end);

  return end > last && g_ascii_strncasecmp (end, "px", 2) == 0 && size > 0 && size < MAX_SIZE ? size : 0;
}

static double
find_feature (const char *media,
              const char *name)
{
  const char *found = strstr (media, name);

  return found != NULL ? g_ascii_strtod (found + strlen (name), NULL) : 0;
}

/* Whether a source of a picture is meant for a window as wide as ours, and for
 * the screen. One for the dark would be wrong in the light, and after a while. */
static gboolean
is_for_window (const char *media)
{
  g_autofree char *plain = media != NULL ? g_ascii_strdown (media, strnlen (media, MAX_MEDIA)) : NULL;
  double least;
  double most;

  if (plain == NULL)
    return TRUE;
  for (char *p = plain; *p != '\0'; p++)
    {
      if (is_space (*p))
        *p = ' ';
    }

  least = find_feature (plain, "min-width:");
  most = find_feature (plain, "max-width:");

  return least <= WINDOW_WIDTH && (most == 0 || most >= WINDOW_WIDTH) && strstr (plain, "dark") == NULL &&
         strstr (plain, "print") == NULL && strstr (plain, "portrait") == NULL;
}

static char *
choose_from_sources (GazetteBase     *base,
                     const GumboNode *picture,
                     double           column)
{
  const GumboVector *children = &picture->v.element.children;

  for (guint i = 0; i < MIN (children->length, MAX_SOURCES); i++)
    {
      const GumboNode *child = children->data[i];
      char *src;

      if (!gazette_element_is (child, GUMBO_TAG_SOURCE) || is_risky_type (gazette_html_get_attribute (child, "type")) ||
          !is_for_window (gazette_html_get_attribute (child, "media")))
        continue;
      src = choose_from_sets (base, child, column);
      if (src != NULL)
        return src;
    }

  return NULL;
}

/* Whether a drawing of few bytes shows more than a box. */
static gboolean
has_shapes (const char *src)
{
  static const char *const shapes[] = {
    "<path", "<circle", "<ellipse", "<poly", "<line", "<text", "<image", "<use",
  };
  const char *comma = strchr (src, ',');
  g_autofree char *data = comma != NULL ? g_uri_unescape_string (comma + 1, NULL) : NULL;
  gsize length;

  if (data == NULL || !g_str_has_prefix (src, "data:image/svg"))
    return FALSE;

  if (g_strstr_len (src, comma - src, ";base64") != NULL)
    g_base64_decode_inplace (data, &length);
  else
    length = strlen (data);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      if (g_strstr_len (data, (gssize) length, shapes[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_placeholder (const char *src)
{
  gsize length = strcspn (src, "?#");

  if (g_str_has_prefix (src, "data:"))
    return strnlen (src, MAX_PLACEHOLDER_DATA) < MAX_PLACEHOLDER_DATA && !has_shapes (src);

  for (guint i = 0; i < G_N_ELEMENTS (placeholder_names); i++)
    {
      gsize name_length = strlen (placeholder_names[i]);

      if (length > name_length && src[length - name_length - 1] == '/' &&
          g_ascii_strncasecmp (src + length - name_length, placeholder_names[i], name_length) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_counter (const char *src)
{
  for (guint i = 0; i < G_N_ELEMENTS (counters) && !g_str_has_prefix (src, "data:"); i++)
    {
      if (strstr (src, counters[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* NULL when it is none of those that are there already. */
static char *
resolve_kept (GazetteBase *base,
              const char  *reference)
{
  g_autofree char *src = gazette_base_resolve_picture (base, reference);

  return src != NULL && g_hash_table_contains (base->kept, src) ? g_steal_pointer (&src) : NULL;
}

static char *
find_kept_in_sets (GazetteBase     *base,
                   const GumboNode *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (set_attributes); i++)
    {
      const char *set = gazette_html_get_attribute (node, set_attributes[i]);

      for (guint j = 0; set != NULL && *set != '\0' && j < MAX_CANDIDATES; j++)
        {
          Candidate candidate;
          g_autofree char *reference = NULL;
          char *src;

          set = read_candidate (set, COLUMN_WIDTH, &candidate);
          reference = g_strndup (candidate.start, candidate.length);
          src = resolve_kept (base, reference);
          if (src != NULL)
            return src;
        }
    }

  return NULL;
}

/* Of all that an element offers, what is there already, where what would be chosen
 * now is not: so the choice is made once, and holds when the rules for choosing have
 * changed since. */
static char *
find_kept (GazetteBase     *base,
           const GumboNode *img,
           const GumboNode *picture)
{
  const GumboVector *children = picture != NULL ? &picture->v.element.children : NULL;
  const char *src = gazette_html_get_attribute (img, gazette_picture_is_object (img) ? "data" : "src");
  char *found = find_kept_in_sets (base, img);

  for (guint i = 0; found == NULL && children != NULL && i < MIN (children->length, MAX_SOURCES); i++)
    {
      const GumboNode *child = children->data[i];

      if (gazette_element_is (child, GUMBO_TAG_SOURCE))
        found = find_kept_in_sets (base, child);
    }
  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (lazy_attributes); i++)
    {
      const char *lazy = gazette_html_get_attribute (img, lazy_attributes[i]);

      found = lazy != NULL ? resolve_kept (base, lazy) : NULL;
    }

  return found != NULL || src == NULL ? found : resolve_kept (base, src);
}

static char *
choose (GazetteBase     *base,
        const GumboNode *img,
        const GumboNode *picture,
        double           column)
{
  const char *src = gazette_html_get_attribute (img, gazette_picture_is_object (img) ? "data" : "src");
  g_autofree char *chosen = choose_from_sets (base, img, column);

  for (guint i = 0; chosen == NULL && i < G_N_ELEMENTS (lazy_attributes); i++)
    {
      const char *lazy = gazette_html_get_attribute (img, lazy_attributes[i]);

      /* Some of these names also hold settings. */
      if (lazy != NULL && *lazy != '{' && *lazy != '[')
        chosen = gazette_base_resolve_picture (base, lazy);
    }

  if (chosen == NULL && picture != NULL)
    chosen = choose_from_sources (base, picture, column);

  if (chosen == NULL && src != NULL)
    chosen = gazette_base_resolve_picture (base, src);

  if (base->kept != NULL && chosen != NULL && !g_hash_table_contains (base->kept, chosen))
    {
      char *kept = find_kept (base, img, picture);

      if (kept != NULL)
        g_set_str (&chosen, kept);
      g_free (kept);
    }

  if (chosen == NULL || is_placeholder (chosen) || is_counter (chosen))
    return NULL;

  return g_steal_pointer (&chosen);
}

/*
 * gazette_picture_is_object:
 * @node: an `object` or `embed` element, or any other
 *
 * Returns: whether what it shows is a picture
 */
gboolean
gazette_picture_is_object (const GumboNode *node)
{
  const char *type = gazette_html_get_attribute (node, "type");

  return gazette_element_is (node, GUMBO_TAG_OBJECT) && type != NULL && g_ascii_strncasecmp (type, "image/", 6) == 0;
}

static gboolean
names_picture (const char *url)
{
  g_autofree char *path = g_strndup (url, strcspn (url, "?#"));

  return gazette_picture_measure_stem (path) > 0;
}

/* The name of an attribute such as "data-src" or "data-platform-src". */
static const char *
find_data (const GumboNode *node,
           const char      *end)
{
  const GumboVector *attributes = &node->v.element.attributes;

  for (guint i = 0; i < attributes->length; i++)
    {
      const GumboAttribute *attribute = attributes->data[i];

      if (g_str_has_prefix (attribute->name, "data-") && g_str_has_suffix (attribute->name, end))
        return attribute->name;
    }

  return NULL;
}

/*
 * gazette_picture_is_stand_in:
 * @node: an element of a figure
 *
 * Returns: whether it is a box with nothing in it, in whose place a script puts the
 *   picture that it names
 */
gboolean
gazette_picture_is_stand_in (const GumboNode *node)
{
  const char *name;

  if ((node->v.element.tag != GUMBO_TAG_DIV && node->v.element.tag != GUMBO_TAG_SPAN) ||
      node->v.element.children.length > 0)
    return FALSE;

  name = find_data (node, "-src");

  return name != NULL && names_picture (gazette_html_get_attribute (node, name));
}

static char *
choose_stand_in (GazetteBase     *base,
                 const GumboNode *node)
{
  return gazette_base_resolve_picture (base, gazette_html_get_attribute (node, find_data (node, "-src")));
}

/*
 * gazette_picture_is_inline:
 * @img: an `img` element, or one like it
 *
 * Returns: whether it is so small that it is part of a line, and stands for its text
 */
gboolean
gazette_picture_is_inline (const GumboNode *img)
{
  int size = MAX (read_size (img, "width"), read_size (img, "height"));
  GazetteElement element;

  gazette_element_read (img, &element);

  return (element.flags & GAZETTE_ELEMENT_INLINE_PICTURE) != 0 || (size > 0 && size <= MAX_INLINE_SIZE);
}

static double
find_column (const GumboNode *img,
             int              width)
{
  double shown = width > 0 ? width : read_sizes (img);

  return shown > 0 ? shown : COLUMN_WIDTH;
}

/*
 * gazette_picture_read:
 * @base: what addresses are relative to
 * @img: an `img` element, or one like it, or what stands in for one
 * @picture: (nullable): the `picture` element around it
 *
 * Chooses the best address that an element offers for a picture in a column of
 * text. A picture that is too small to be seen, or is there for a machine to
 * count readers, is none.
 *
 * Returns: (transfer full) (nullable): a block; one without `src`, which has an
 *   `alt`, stands for that text in a line
 */
GazetteBlock *
gazette_picture_read (GazetteBase     *base,
                      const GumboNode *img,
                      const GumboNode *picture)
{
  g_autoptr(GazetteBlock) block = NULL;
  int width = read_size (img, "width");
  int height = read_size (img, "height");

  if ((width >= 0 && width <= MAX_TRACKING_SIZE) || (height >= 0 && height <= MAX_TRACKING_SIZE))
    return NULL;

  block = gazette_block_new (GAZETTE_BLOCK_PICTURE);
  if (gazette_picture_is_stand_in (img))
    {
      const char *alt = find_data (img, "-alt");

      block->alt = alt != NULL ? gazette_element_dup_label (img, alt) : NULL;
      block->src = choose_stand_in (base, img);

      return block->src != NULL ? g_steal_pointer (&block) : NULL;
    }

  block->alt = gazette_element_dup_label (img, "alt");
  if (gazette_picture_is_inline (img))
    {
      /* The name of a file is nothing to be read; it parts what stands around it. */
      if (block->alt != NULL && names_picture (block->alt))
        g_set_str (&block->alt, " ");

      return block->alt != NULL ? g_steal_pointer (&block) : NULL;
    }

  block->src = choose (base, img, picture, find_column (img, width));
  if (block->src == NULL)
    return NULL;

  block->width = MAX (width, 0);
  block->height = MAX (height, 0);

  return g_steal_pointer (&block);
}
