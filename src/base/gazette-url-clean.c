/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-url-clean.h"
#include "gazette-url.h"

/* Parameters that tell a site where a reader came from, and never which page is
 * meant. One that ends with "*" stands for all that begin so. */
static const char *const tracking[] = {
  "utm_*", "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid", "igshid",
  "igsh", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking", "oly_anon_id",
  "oly_enc_id", "vero_id", "vero_conv", "at_medium", "at_campaign*", "at_custom*", "at_link_*", "at_ptr_*", "at_bbc_team",
  "at_format", "wt_mc", "wt_zmc", "xtor", "s_cid", "cmpid", "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname",
  "pk_campaign", "pk_kwd", "pk_source", "pk_medium", "piwik_*", "mtm_*", "matomo_*", "guccounter", "guce_referrer",
  "guce_referrer_sig", "ref_src", "ref_url", "_ga", "_gl", "ito", "ncid", "rb_clickid", "trk_*", "wickedid", "srsltid",
};

static gboolean
is_tracking (const char *pair,
             gsize       length)
{
  g_autofree char *key = g_ascii_strdown (pair, strcspn (pair, "=&#") < length ? strcspn (pair, "=&#") : length);

  for (guint i = 0; i < G_N_ELEMENTS (tracking); i++)
    {
      gsize n = strlen (tracking[i]) - 1;

      if (tracking[i][n] == '*' ? strncmp (key, tracking[i], n) == 0 : strcmp (key, tracking[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A fragment is a place in the page, or a mark of where the reader came from;
 * where it begins like a path it is the page. */
static gboolean
names_page (const char *fragment)
{
  return g_str_has_prefix (fragment, "#/") || g_str_has_prefix (fragment, "#!");
}

/**
 * gazette_url_clean:
 * @url: an address of a page
 *
 * Takes away what only tells the site where its reader came from: parameters
 * such as `utm_source`, and a fragment, unless that names the page (`#!/page`).
 * All else stays as it is written.
 *
 * Returns: (transfer full): the address
 */
char *
gazette_url_clean (const char *url)
{
  g_autoptr(GString) clean = NULL;
  const char *query;
  const char *fragment;
  char separator = '?';

  g_return_val_if_fail (url != NULL, NULL);

  query = url + strcspn (url, "?#");
  fragment = url + strcspn (url, "#");
  clean = g_string_new_len (url, query - url);

  for (const char *pair = query; pair < fragment; pair += strcspn (pair, "&#"))
    {
      gsize length = strcspn (++pair, "&#");

      if (length == 0 || is_tracking (pair, length))
        continue;
      g_string_append_c (clean, separator);
      g_string_append_len (clean, pair, length);
      separator = '&';
    }

  if (names_page (fragment))
    g_string_append (clean, fragment);

  return g_string_free_and_steal (g_steal_pointer (&clean));
}

/**
 * gazette_url_dup_identity:
 * @url: an address of a page
 *
 * What two addresses have in common that lead to the same page as good as
 * always: they differ in http and https, in “www.”, in a slash at the end of the
 * path, or in what gazette_url_clean() takes away. To compare, never to ask.
 *
 * Returns: (transfer full): a text that begins with "//"
 */
char *
gazette_url_dup_identity (const char *url)
{
  g_autofree char *clean = NULL;
  const char *rest;
  gsize length;

  g_return_val_if_fail (url != NULL, NULL);

  clean = gazette_url_clean (url);
  rest = strstr (clean, "://");
  rest = rest != NULL ? rest + 3 : clean;
  if (g_str_has_prefix (rest, "www."))
    rest += 4;

  length = strcspn (rest, "?#");
  if (length > 0 && rest[length - 1] == '/')
    return g_strdup_printf ("//%.*s%s", (int) length - 1, rest, rest + length);

  return g_strconcat ("//", rest, NULL);
}
