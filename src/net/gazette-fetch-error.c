/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-net-private.h"
#include "gazette-url.h"

/* A server that asks for a longer rest has made a slip: nobody would
 * understand why a source is silent for weeks. */
#define LONGEST_REST (24 * 60 * 60)

static char *
dup_host (const char *url)
{
  char *host = gazette_url_dup_host (url);

  return host != NULL ? host : g_strdup (url);
}

/* Only words: a name may be wrong although there is no network. */
static gboolean
is_offline (void)
{
  return !g_network_monitor_get_network_available (g_network_monitor_get_default ());
}

static GError *
error_for_name (const char *url,
                gboolean    is_linked)
{
  g_autofree char *host = dup_host (url);

  if (is_offline ())
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_UNKNOWN_HOST,
                        _("“%s” could not be found because there is no network. Connect to one and try again."), host);

  return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_UNKNOWN_HOST,
                      is_linked ? _("There is no site with the name “%s” any more.")
                                : _("There is no site with the name “%s”. Check the spelling of the address."),
                      host);
}

static GError *
error_for_certificate (GTlsCertificateFlags  flags,
                       const char           *url,
                       gboolean              is_linked)
{
  g_autofree char *host = dup_host (url);

  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TLS,
                        _("“%s” cannot prove who it is: its certificate has expired. If the clock of this "
                          "computer is right, the site has to renew it; try again later."),
                        host);
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TLS,
                        _("“%s” cannot prove who it is: its certificate is not valid yet. Check the clock of "
                          "this computer."),
                        host);
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TLS,
                        is_linked ? _("“%s” cannot prove who it is: its certificate is for another site. Try again "
                                      "later.")
                                  : _("“%s” cannot prove who it is: its certificate is for another site. Check the "
                                      "address."),
                        host);
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TLS,
                        _("“%s” cannot prove who it is: nobody whom this computer trusts has signed its "
                          "certificate. On a public network, sign in to the network first; otherwise tell "
                          "the site."),
                        host);
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TLS,
                        _("“%s” cannot prove who it is: its certificate has been withdrawn. Do not trust the "
                          "site until it has a new one."),
                        host);

  return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TLS,
                      _("“%s” cannot prove who it is: its certificate cannot be trusted. The site has to mend "
                        "this; try again later."),
                      host);
}

static gboolean
is_connection_lost (const GError *reason)
{
  return g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
         g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
         g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_EOF);
}

static GError *
error_for_io (const GError *reason,
              const char   *url,
              gboolean      is_linked)
{
  g_autofree char *host = dup_host (url);

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_UNREACHABLE,
                        is_linked ? _("“%s” refuses the connection. Try again later.")
                                  : _("“%s” refuses the connection. Check the address, or try again later."),
                        host);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    return error_for_name (url, is_linked);
  if (is_offline () && (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
                        g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE)))
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_UNREACHABLE,
                        _("“%s” cannot be reached because there is no network. Connect to one and try again."), host);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PROXY_FAILED) ||
      g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED) ||
      g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH) ||
      g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PROXY_NOT_ALLOWED))
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_UNREACHABLE,
                        _("“%s” cannot be reached through the proxy. Check the network settings of this computer."), host);
  if (is_connection_lost (reason))
    return gazette_fetch_error_for_cut_off (url);
  /* What could not be decoded, or is no HTTP. */
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) || reason->domain == SOUP_SESSION_ERROR)
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                        is_linked ? _("The answer of “%s” is damaged. Try again later.")
                                  : _("The answer of “%s” is damaged. Check the address, or try again later."),
                        host);

  return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_UNREACHABLE,
                      _("“%s” cannot be reached. Check the network, or try again later."), host);
}

/*
 * gazette_fetch_error_for_reason:
 * @reason: what libsoup or GIO said
 * @url: the address that was asked
 * @tls_errors: what was wrong with the certificate
 * @is_linked: whether nobody typed the address: then nobody is told to check it
 *
 * Returns: (transfer full): the same for a person; a cancellation stays what it is
 */
GError *
gazette_fetch_error_for_reason (const GError         *reason,
                                const char           *url,
                                GTlsCertificateFlags  tls_errors,
                                gboolean              is_linked)
{
  g_autofree char *host = dup_host (url);

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (reason);

  /* Not the whole address: a key may be in it. */
  g_debug ("%s: %s", host, reason->message);

  if (tls_errors != 0)
    return error_for_certificate (tls_errors, url, is_linked);
  if (reason->domain == G_RESOLVER_ERROR)
    return error_for_name (url, is_linked);
  if (reason->domain == G_TLS_ERROR && !is_connection_lost (reason))
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TLS,
                        is_linked ? _("No secure connection to “%s” could be made. The site has to mend this; try "
                                      "again later.")
                                  : _("No secure connection to “%s” could be made. Check the address; if it is right, "
                                      "the site has to mend this."),
                        host);

  return error_for_io (reason, url, is_linked);
}

/* RFC 9110, 10.2.3: seconds from now, or a date. */
static gint64
get_retry_at (SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "Retry-After");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(GDateTime) date = NULL;
  guint64 seconds;

  if (value == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT64, &seconds, NULL))
    return now + (gint64) MIN (seconds, LONGEST_REST);

  date = soup_date_time_new_from_http_string (value);
  if (date == NULL || g_date_time_to_unix (date) <= now)
    return 0;

  return MIN (g_date_time_to_unix (date), now + LONGEST_REST);
}

static GError *
error_for_other_status (guint       status,
                        const char *url,
                        gboolean    is_linked)
{
  g_autofree char *host = dup_host (url);

  if (status >= 500)
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_SERVER,
                        /* TRANSLATORS: %s is the name of a site, %u a number such as 503 */
                        _("“%s” has trouble of its own (error %u). Try again later."), host, status);

  return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_REFUSED,
                      /* TRANSLATORS: %s is the name of a site, %u a number such as 406 */
                      is_linked ? _("“%s” does not give it out (error %u).")
                                : _("“%s” gives no answer at this address (error %u). Check the address."),
                      host, status);
}

/*
 * gazette_fetch_error_for_status:
 * @message: an answer that is neither success nor redirect
 * @url: the address that answered
 * @is_linked: whether nobody typed the address: then nobody is told to check it
 *
 * Returns: (transfer full): what it means for a person
 */
GError *
gazette_fetch_error_for_status (SoupMessage *message,
                                const char  *url,
                                gboolean     is_linked)
{
  guint status = soup_message_get_status (message);
  g_autofree char *host = dup_host (url);
  GError *error;

  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      error = g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_UNAUTHORIZED,
                           is_linked ? _("“%s” gives it only to those who have signed in.")
                                     : _("“%s” answers only those who have signed in. Look on the site for an "
                                         "address that is open to all."),
                           host);
      break;
    case SOUP_STATUS_FORBIDDEN:
      error = g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_FORBIDDEN,
                           is_linked ? _("“%s” does not give it to everybody.")
                                     : _("“%s” does not allow this address to be read. Open it in a browser to see "
                                         "why."),
                           host);
      break;
    case SOUP_STATUS_NOT_FOUND:
      error = g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                           is_linked ? _("“%s” does not have it any more.")
                                     : _("“%s” has nothing at this address. Check the address."),
                           host);
      break;
    case SOUP_STATUS_GONE:
      error = g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_GONE,
                           is_linked ? _("“%s” does not have it any more.")
                                     : _("“%s” says that what was at this address has ended for good. Look on the "
                                         "site for its new address."),
                           host);
      break;
    /* RFC 6585, 4. */
    case 429:
      error = g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TOO_MANY_REQUESTS,
                           _("“%s” has been asked too often. Try again later."), host);
      break;
    default:
      error = error_for_other_status (status, url, is_linked);
    }

  gazette_error_set_retry_at (error, get_retry_at (soup_message_get_response_headers (message)));

  return error;
}

/*
 * gazette_fetch_error_for_timeout:
 * @which: what took too long
 * @seconds: that were allowed
 * @url: the address that was asked
 *
 * Returns: (transfer full): what it means for a person
 */
GError *
gazette_fetch_error_for_timeout (GazetteTimeout  which,
                                 guint           seconds,
                                 const char     *url)
{
  g_autofree char *host = dup_host (url);

  switch (which)
    {
    case GAZETTE_TIMEOUT_CONNECT:
      return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TIMED_OUT,
                          ngettext ("No connection to “%s” could be made within %u second. "
                                    "Check the network, or try again later.",
                                    "No connection to “%s” could be made within %u seconds. "
                                    "Check the network, or try again later.",
                                    seconds),
                          host, seconds);
    case GAZETTE_TIMEOUT_IDLE:
      return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TIMED_OUT,
                          ngettext ("“%s” has said nothing for %u second. Try again later.",
                                    "“%s” has said nothing for %u seconds. Try again later.", seconds),
                          host, seconds);
    case GAZETTE_TIMEOUT_WHOLE:
    default:
      return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TIMED_OUT,
                          ngettext ("“%s” has not finished its answer within %u second. Try again later.",
                                    "“%s” has not finished its answer within %u seconds. Try again later.", seconds),
                          host, seconds);
    }
}

/*
 * gazette_fetch_error_for_size:
 * @limit: of the body in bytes
 * @url: the address that answered
 * @is_linked: whether nobody typed the address: then nobody is told to check it
 *
 * Returns: (transfer full): what it means for a person
 */
GError *
gazette_fetch_error_for_size (gsize       limit,
                              const char *url,
                              gboolean    is_linked)
{
  g_autofree char *host = dup_host (url);
  g_autofree char *size = g_format_size (limit);

  return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE,
                      /* TRANSLATORS: the first %s is the name of a site, the second a size such as 20 MB */
                      is_linked ? _("The answer of “%s” is larger than %s and was not loaded.")
                                : _("The answer of “%s” is larger than %s and was not loaded. Check the address."),
                      host, size);
}

/*
 * gazette_fetch_error_for_cut_off:
 * @url: the address that answered
 *
 * Returns: (transfer full): what half an answer means for a person
 */
GError *
gazette_fetch_error_for_cut_off (const char *url)
{
  g_autofree char *host = dup_host (url);

  return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_UNREACHABLE,
                      _("The connection to “%s” broke off in the middle. Try again."), host);
}

/*
 * gazette_fetch_error_for_redirects:
 * @url: the address that was asked
 * @is_linked: whether nobody typed the address: then nobody is told to check it
 *
 * Returns: (transfer full): what too many redirects mean for a person
 */
GError *
gazette_fetch_error_for_redirects (const char *url,
                                   gboolean    is_linked)
{
  g_autofree char *host = dup_host (url);

  return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TOO_MANY_REDIRECTS,
                      is_linked ? _("“%s” leads from one address to the next without end. Try again later.")
                                : _("“%s” leads from one address to the next without end. Open it in a browser and "
                                    "copy the address from there."),
                      host);
}

/*
 * gazette_fetch_error_for_target:
 * @url: the address that redirects
 * @is_linked: whether nobody typed the address: then nobody is told to check it
 *
 * Returns: (transfer full): what a redirect to nowhere means for a person
 */
GError *
gazette_fetch_error_for_target (const char *url,
                                gboolean    is_linked)
{
  g_autofree char *host = dup_host (url);

  return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS,
                      is_linked ? _("“%s” leads to something that is not a web address.")
                                : _("“%s” leads to something that is not a web address. Open it in a browser and copy "
                                    "the address from there."),
                      host);
}

/*
 * gazette_fetch_error_for_address:
 *
 * Returns: (transfer full): what it means for a person that there is nothing to ask
 */
GError *
gazette_fetch_error_for_address (void)
{
  return g_error_new_literal (GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS,
                              _("This is not a web address. Check the spelling, or copy the address from your "
                                "browser."));
}

/*
 * gazette_fetch_error_for_output:
 * @reason: why what came could not be written
 *
 * Returns: (transfer full): what it means for a person
 */
GError *
gazette_fetch_error_for_output (const GError *reason)
{
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_error_new_literal (GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                                _("There is no room left on the disk. Make room on it and try again."));

  return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                      /* TRANSLATORS: %s says why, such as “Permission denied” */
                      _("What came could not be written to the disk (%s). Check the disk and try again."),
                      reason->message);
}
