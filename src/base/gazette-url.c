/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-url.h"

/* Nothing is decoded, so that a query is sent as it was written. */
#define URI_FLAGS (G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED | \
                   G_URI_FLAGS_SCHEME_NORMALIZE)

#define MAX_LENGTH 8192

static gboolean
is_web_scheme (const char *scheme)
{
  return g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0;
}

/* Length of "scheme" in "scheme:…", 0 when there is none (RFC 3986, 3.1). */
static gsize
scheme_length (const char *url)
{
  gsize n = 0;

  if (!g_ascii_isalpha (*url))
    return 0;
  while (g_ascii_isalnum (url[n]) || (url[n] != '\0' && strchr ("+-.", url[n]) != NULL))
    n++;

  return url[n] == ':' ? n : 0;
}

/**
 * gazette_url_encode:
 * @url: an address as it was found
 *
 * Does what a browser does to an address before it reads it: spaces go from
 * both ends, line ends and tabs everywhere, backslashes stand for slashes
 * before the query, unless it is a `data:` address. Then everything that an
 * address may not contain is encoded, so that the sloppy ones work too, and the
 * same address is the same wherever it was found.
 *
 * Source: WHATWG URL, 4.4
 *
 * Returns: (transfer full): the address, maybe ""
 */
char *
gazette_url_encode (const char *url)
{
  GString *encoded;
  gboolean in_path;
  gsize length;

  g_return_val_if_fail (url != NULL, NULL);

  while (*url != '\0' && (guchar) *url <= ' ')
    url++;
  length = strlen (url);
  while (length > 0 && (guchar) url[length - 1] <= ' ')
    length--;

  encoded = g_string_sized_new (length + 16);
  in_path = g_ascii_strncasecmp (url, "data:", 5) != 0;
  for (gsize i = 0; i < length; i++)
    {
      guchar c = url[i];

      if (c == '?' || c == '#')
        in_path = FALSE;

      if (c == '\t' || c == '\n' || c == '\r')
        continue;
      else if (c == '\\' && in_path)
        g_string_append_c (encoded, '/');
      else if (c == '%' && i + 2 < length && g_ascii_isxdigit (url[i + 1]) && g_ascii_isxdigit (url[i + 2]))
        g_string_append_c (encoded, '%');
      else if (c <= ' ' || c >= 0x7f || strchr ("\"%<>\\^`{|}", c) != NULL)
        g_string_append_printf (encoded, "%%%02X", c);
      else
        g_string_append_c (encoded, (char) c);
    }

  return g_string_free (encoded, FALSE);
}

static gboolean
is_good_host (const char *host)
{
  gsize length = strlen (host);

  if (length == 0 || length > 253)
    return FALSE;
  if (g_hostname_is_ip_address (host))
    return TRUE;

  for (const char *p = host; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr ("-._", *p) == NULL)
        return FALSE;
    }

  return *host != '.' && strstr (host, "..") == NULL;
}

/* The parser gives a host with its encoding undone; one with letters beyond
 * ASCII is written in the form that the name system knows (RFC 5891). */
static char *
dup_ascii_host (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autofree char *decoded = NULL;
  g_autofree char *ascii = NULL;

  if (host == NULL)
    return NULL;

  decoded = g_uri_unescape_string (host, NULL);
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;

  ascii = g_hostname_to_ascii (decoded);
  if (ascii == NULL || !is_good_host (ascii))
    return NULL;

  return g_ascii_strdown (ascii, -1);
}

/* The form in which addresses are stored and compared. */
static char *
normalize (GUri *uri)
{
  g_autoptr(GUri) normal = NULL;
  g_autofree char *host = NULL;

  if (!is_web_scheme (g_uri_get_scheme (uri)))
    return NULL;
  host = dup_ascii_host (uri);
  if (host == NULL || g_uri_get_port (uri) == 0)
    return NULL;
  /* What GLib leaves of a host with a ";" in it, and will not write. */
  if (*g_uri_get_path (uri) != '\0' && *g_uri_get_path (uri) != '/')
    return NULL;

  normal = g_uri_build_with_user (URI_FLAGS, g_uri_get_scheme (uri), g_uri_get_user (uri), g_uri_get_password (uri),
                                  NULL, host, g_uri_get_port (uri),
                                  *g_uri_get_path (uri) != '\0' ? g_uri_get_path (uri) : "/",
                                  g_uri_get_query (uri), g_uri_get_fragment (uri));

  return g_uri_to_string (normal);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
is_plausible_host (const char *host)
{
  const char *dot = strchr (host, '.');

  return is_loopback (host) || g_hostname_is_ip_address (host) || (dot != NULL && dot[1] != '\0');
}

/* Without a scheme of its own: https, or http on this very machine, where there
 * is seldom a certificate. The scheme is guessed only for what looks like a
 * host, so that a single word is not taken for an address. */
static char *
guess_scheme (const char *typed)
{
  g_autofree char *secure = g_strconcat ("https://", typed, NULL);
  g_autoptr(GUri) uri = g_uri_parse (secure, URI_FLAGS, NULL);
  g_autofree char *host = uri != NULL ? dup_ascii_host (uri) : NULL;

  if (host == NULL || !is_plausible_host (host))
    return NULL;

  return is_loopback (host) ? g_strconcat ("http://", typed, NULL) : g_steal_pointer (&secure);
}

/* "feed:https://…" and "feed://…", which some sites offer for their feeds. */
static const char *
skip_feed_scheme (const char *typed)
{
  if (g_ascii_strncasecmp (typed, "feed:", 5) != 0)
    return typed;

  typed += 5;
  if (g_str_has_prefix (typed, "//"))
    typed += 2;

  return typed;
}

/**
 * gazette_url_from_typed:
 * @typed: what a person typed or pasted
 * @error: return location for a #GazetteError
 *
 * Makes a web address of it: spaces around it go, `https://` is put before it
 * where no scheme is given (`http://` for this machine), `feed:` is understood,
 * and names of hosts in any script are. It is not asked whether anything is there.
 *
 * Returns: (transfer full): an http or https address; %NULL with
 *   %GAZETTE_ERROR_BAD_ADDRESS and what to do instead
 */
char *
gazette_url_from_typed (const char  *typed,
                        GError     **error)
{
  g_autofree char *encoded = NULL;
  g_autofree char *absolute = NULL;
  g_autofree char *url = NULL;
  g_autoptr(GUri) uri = NULL;
  const char *start;
  gsize length;

  g_return_val_if_fail (typed != NULL, NULL);

  encoded = gazette_url_encode (typed);
  start = skip_feed_scheme (encoded);
  length = scheme_length (start);

  if (*start == '\0')
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS,
                           _("There is no address. Type the address of a news site, such as example.org."));
      return NULL;
    }

  /* "example.org:8080" is a host and a port, not a scheme. */
  if (length > 0 && !g_str_has_prefix (start + length, "://") && g_ascii_isdigit (start[length + 1]))
    length = 0;

  absolute = length > 0 ? g_strdup (start) : guess_scheme (start);
  uri = absolute != NULL ? g_uri_parse (absolute, URI_FLAGS, NULL) : NULL;

  if (uri != NULL && !is_web_scheme (g_uri_get_scheme (uri)))
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS,
                   /* TRANSLATORS: %s is the beginning of an address, such as "ftp" */
                   _("Addresses that begin with “%s:” cannot be read. Use one that begins with https:// or http://."),
                   g_uri_get_scheme (uri));
      return NULL;
    }

  url = uri != NULL && strlen (absolute) <= MAX_LENGTH ? normalize (uri) : NULL;
  if (url == NULL)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS,
                           _("This is not a web address. Check the spelling, or copy the address from your browser."));
      return NULL;
    }

  return g_steal_pointer (&url);
}

/**
 * gazette_url_resolve:
 * @base: (nullable): the address of what @reference was found in
 * @reference: an address as it was found: absolute, relative or without scheme
 *
 * Finds what @reference means, as a browser does. Spaces and letters beyond
 * ASCII, which do not belong into an address but are common, are encoded. An
 * address without scheme ("//example.org/a.png") gets the one of @base, or https.
 *
 * Returns: (transfer full) (nullable): an absolute http or https address; %NULL
 *   when there is none, as for `javascript:` and nonsense
 */
char *
gazette_url_resolve (const char *base,
                     const char *reference)
{
  g_autofree char *encoded = NULL;
  g_autofree char *encoded_base = NULL;
  g_autoptr(GUri) base_uri = NULL;
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (reference != NULL, NULL);

  if (strnlen (reference, MAX_LENGTH + 1) > MAX_LENGTH)
    return NULL;

  encoded = gazette_url_encode (reference);
  if (base != NULL)
    {
      encoded_base = gazette_url_encode (base);
      base_uri = g_uri_parse (encoded_base, URI_FLAGS, NULL);
    }

  if (base_uri != NULL)
    uri = g_uri_parse_relative (base_uri, encoded, URI_FLAGS, NULL);
  else if (g_str_has_prefix (encoded, "//"))
    {
      g_autofree char *secure = g_strconcat ("https:", encoded, NULL);

      uri = g_uri_parse (secure, URI_FLAGS, NULL);
    }
  else
    uri = g_uri_parse (encoded, URI_FLAGS, NULL);

  return uri != NULL ? normalize (uri) : NULL;
}

/**
 * gazette_url_has_web_scheme:
 * @url: an address that is known to be whole, such as that of a source
 *
 * Looks at its beginning alone: a thousand sources are asked for theirs at each start.
 *
 * Returns: whether it is one of the web
 */
gboolean
gazette_url_has_web_scheme (const char *url)
{
  const char *scheme;

  g_return_val_if_fail (url != NULL, FALSE);

  scheme = g_uri_peek_scheme (url);

  return scheme != NULL && is_web_scheme (scheme);
}

/**
 * gazette_url_is_web:
 * @url: (nullable): an address
 *
 * Returns: whether it is an absolute http or https address with a host
 */
gboolean
gazette_url_is_web (const char *url)
{
  g_autoptr(GUri) uri = NULL;
  g_autofree char *host = NULL;

  if (url == NULL)
    return FALSE;

  uri = g_uri_parse (url, URI_FLAGS, NULL);
  if (uri == NULL || !is_web_scheme (g_uri_get_scheme (uri)))
    return FALSE;
  host = dup_ascii_host (uri);

  return host != NULL;
}

/**
 * gazette_url_dup_host:
 * @url: an address
 *
 * The name of its host as it is shown to a person: in its own script, without
 * "www.". Never use it to ask a server.
 *
 * Returns: (transfer full) (nullable): the name, %NULL when @url has none
 */
char *
gazette_url_dup_host (const char *url)
{
  g_autoptr(GUri) uri = NULL;
  g_autofree char *host = NULL;
  const char *shown;

  g_return_val_if_fail (url != NULL, NULL);

  uri = g_uri_parse (url, URI_FLAGS, NULL);
  host = uri != NULL ? dup_ascii_host (uri) : NULL;
  if (host == NULL)
    return NULL;

  shown = host;
  if (g_str_has_prefix (shown, "www.") && strchr (shown + 4, '.') != NULL)
    shown += 4;

  return g_hostname_is_ascii_encoded (shown) ? g_hostname_to_unicode (shown) : g_strdup (shown);
}

static gboolean
is_parameter (const char *pair,
              const char *name)
{
  g_autofree char *key = g_uri_unescape_segment (pair, pair + strcspn (pair, "="), NULL);

  return g_strcmp0 (key, name) == 0;
}

/**
 * gazette_url_with_query:
 * @url: an address
 * @name: name of a parameter, not encoded
 * @value: (nullable): its value, not encoded; %NULL takes the parameter away
 *
 * Sets a parameter of the query, in the place of the first of its name or at
 * the end. All else stays as it is written.
 *
 * Returns: (transfer full): the address
 */
char *
gazette_url_with_query (const char *url,
                        const char *name,
                        const char *value)
{
  g_autofree char *escaped_name = NULL;
  g_autofree char *query = NULL;
  g_auto(GStrv) pairs = NULL;
  g_autoptr(GString) result = NULL;
  gsize end_of_path;
  gsize end;
  char separator = '?';

  g_return_val_if_fail (url != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  end_of_path = strcspn (url, "?#");
  end = strcspn (url, "#");
  result = g_string_new_len (url, end_of_path);
  escaped_name = g_uri_escape_string (name, NULL, FALSE);

  query = end > end_of_path ? g_strndup (url + end_of_path + 1, end - end_of_path - 1) : g_strdup ("");
  pairs = g_strsplit (query, "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_autofree char *escaped_value = NULL;
      gboolean is_it = is_parameter (pairs[i], name);

      if (*pairs[i] == '\0' || (is_it && value == NULL))
        continue;

      g_string_append_c (result, separator);
      separator = '&';
      if (!is_it)
        {
          g_string_append (result, pairs[i]);
          continue;
        }

      escaped_value = g_uri_escape_string (value, NULL, FALSE);
      g_string_append_printf (result, "%s=%s", escaped_name, escaped_value);
      value = NULL;
    }

  if (value != NULL)
    {
      g_autofree char *escaped_value = g_uri_escape_string (value, NULL, FALSE);

      g_string_append_printf (result, "%c%s=%s", separator, escaped_name, escaped_value);
    }

  g_string_append (result, url + end);

  return g_string_free (g_steal_pointer (&result), FALSE);
}
