/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-address.h"
#include "gazette-url.h"

#define MAX_MAILTO 2048

/*
 * gazette_base_resolve:
 * @self: what addresses are relative to
 * @reference: an address as it was found
 *
 * Returns: (transfer full) (nullable): an absolute http or https address
 */
char *
gazette_base_resolve (GazetteBase *self,
                      const char  *reference)
{
  gsize length = strlen (reference) + (self->url != NULL ? strlen (self->url) : 0);

  return gazette_writer_spend (self->writer, length) ? gazette_url_resolve (self->url, reference) : NULL;
}

static const char *
skip_spaces (const char *text)
{
  while (*text != '\0' && (guchar) *text <= ' ')
    text++;

  return text;
}

/* A copy in which everything that an address cannot have is encoded; %NULL when
 * it is too long. */
static char *
dup_encoded (GazetteBase *self,
             const char  *address,
             gsize        max_length)
{
  gsize length = strlen (address);

  if (length > max_length || !gazette_writer_spend (self->writer, length))
    return NULL;

  return gazette_url_encode (address);
}

/*
 * gazette_base_resolve_link:
 * @self: what addresses are relative to
 * @reference: where a link leads, as it was found
 *
 * Returns: (transfer full) (nullable): an absolute http, https or mailto
 *   address or "#fragment"; %NULL for all else, such as `javascript:`
 */
char *
gazette_base_resolve_link (GazetteBase *self,
                           const char  *reference)
{
  reference = skip_spaces (reference);

  if (*reference == '#')
    return *skip_spaces (reference + 1) != '\0' ? dup_encoded (self, reference, MAX_MAILTO) : NULL;

  if (g_ascii_strncasecmp (reference, "mailto:", 7) == 0)
    {
      g_autofree char *rest = dup_encoded (self, reference + 7, MAX_MAILTO);

      return rest != NULL && *rest != '\0' ? g_strconcat ("mailto:", rest, NULL) : NULL;
    }

  return *reference != '\0' ? gazette_base_resolve (self, reference) : NULL;
}

/*
 * gazette_base_resolve_picture:
 * @self: what addresses are relative to
 * @reference: where a picture is, as it was found
 *
 * Returns: (transfer full) (nullable): an absolute http or https address, or a
 *   data: address of a picture; %NULL for all else
 */
char *
gazette_base_resolve_picture (GazetteBase *self,
                              const char  *reference)
{
  reference = skip_spaces (reference);

  if (g_ascii_strncasecmp (reference, "data:", 5) == 0)
    {
      g_autofree char *rest = dup_encoded (self, reference + 5, G_MAXSSIZE);

      return rest != NULL && g_ascii_strncasecmp (rest, "image/", 6) == 0 ? g_strconcat ("data:", rest, NULL) : NULL;
    }

  return *reference != '\0' ? gazette_base_resolve (self, reference) : NULL;
}
