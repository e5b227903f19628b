/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is at an address that a person saved becomes an article, whatever it is. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-clip-page.h"
#include "gazette-clipping.h"
#include "gazette-error.h"
#include "gazette-extract.h"
#include "gazette-markdown.h"
#include "gazette-payload.h"
#include "gazette-picture-kind.h"
#include "gazette-text.h"
#include "gazette-url-clean.h"
#include "gazette-url.h"

/* In bytes. What a page says of its own address counts only where the page is more
 * than a notice, such as one that asks to sign in, which is the same for many. */
#define MIN_TEXT 300

/* In bytes: more than that of data or plain text is nothing to read. */
#define MAX_TEXT (1024 * 1024)

/* Where a name of a thing in a title is cut, in characters. */
#define MAX_TITLE 200

static gboolean
is_type (const GazetteAnswer *answer,
         const char          *prefix)
{
  return answer->content_type != NULL && g_ascii_strncasecmp (answer->content_type, prefix, strlen (prefix)) == 0;
}

static gboolean
begins_with (GBytes     *body,
             const char *prefix)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  gsize i = 0;

  while (i < size && (g_ascii_isspace (data[i]) || strchr ("\xef\xbb\xbf", data[i]) != NULL))
    i++;

  return size - i >= strlen (prefix) && g_ascii_strncasecmp (data + i, prefix, strlen (prefix)) == 0;
}

static gboolean
is_html (const GazetteAnswer *answer)
{
  return is_type (answer, "text/html") || is_type (answer, "application/xhtml") ||
         begins_with (answer->body, "<!doctype html") || begins_with (answer->body, "<html");
}

/* The last part of its path, such as "report.pdf"; else its host. */
static char *
dup_file_name (const char *url)
{
  g_autofree char *path = g_strndup (url, strcspn (url, "?#"));
  const char *slash = strrchr (path, '/');
  g_autofree char *name = slash != NULL ? g_uri_unescape_string (slash + 1, NULL) : NULL;
  g_autofree char *line = name != NULL && g_utf8_validate (name, -1, NULL) ? gazette_text_fold (name) : NULL;

  return line != NULL && *line != '\0' ? gazette_text_ellipsize (line, MAX_TITLE) : gazette_url_dup_host (url);
}

/* What a person, or an import, knew of it. */
static GazetteArticle *
new_article (const GazetteArticle *known)
{
  GazetteArticle *article = gazette_article_new (known->id);

  article->url = g_strdup (known->url);
  /* An address stands for a title as long as there is none. */
  if (g_strcmp0 (known->title, known->url) != 0)
    g_set_str (&article->title, known->title);
  g_set_str (&article->summary, known->summary);
  article->authors = g_strdupv (known->authors);
  article->tags = g_strdupv (known->tags);
  article->published = known->published;
  article->language = g_strdup (known->language);
  article->image = g_strdup (known->image);

  return article;
}

static void
take_file_name (GazetteArticle *article,
                const char     *url)
{
  g_autofree char *name = NULL;

  if (*article->title != '\0')
    return;

  name = dup_file_name (url);
  g_set_str (&article->title, name != NULL ? name : "");
}

static void
take_summary (GazetteArticle *article,
              const char     *text)
{
  g_autofree char *line = gazette_text_fold (text);

  g_free (article->summary);
  article->summary = gazette_text_ellipsize (line, GAZETTE_SUMMARY_LENGTH);
}

/* Its host without what tells a telephone from a desk. */
static char *
dup_site (const char *url)
{
  static const char *const prefixes[] = { "m.", "mobile.", "amp." };
  g_autofree char *host = gazette_url_dup_host (url);

  for (guint i = 0; host != NULL && i < G_N_ELEMENTS (prefixes); i++)
    {
      if (g_str_has_prefix (host, prefixes[i]) && strchr (host + strlen (prefixes[i]), '.') != NULL)
        return g_strdup (host + strlen (prefixes[i]));
    }

  return g_steal_pointer (&host);
}

static gboolean
is_front (const char *url)
{
  const char *host = strstr (url, "://");
  const char *path = host != NULL ? strchr (host + 3, '/') : NULL;

  return path == NULL || path[1] == '\0';
}

/* Whether a page may say that this is its address: one of its own site, and not
 * the front of it, which careless sites name on all of their pages. */
static gboolean
is_credible (const char *canonical,
             const char *url)
{
  g_autofree char *site = dup_site (url);
  g_autofree char *said = canonical != NULL ? dup_site (canonical) : NULL;

  return site != NULL && g_strcmp0 (site, said) == 0 && (!is_front (canonical) || is_front (url));
}

/* Where a page was asked by an address that led elsewhere, it is known by the one
 * that it has itself. */
static void
take_address (GazetteArticle       *article,
              const GazetteExtract *extract,
              const char           *url)
{
  const char *own = is_credible (extract->canonical, url) ? extract->canonical : url;

  if (strlen (extract->text) < MIN_TEXT || (is_front (own) && !is_front (article->url)))
    return;

  g_free (article->id);
  article->id = gazette_url_dup_identity (own);
  g_free (article->url);
  article->url = gazette_url_clean (own);
}

static void
take_facts (GazetteArticle       *article,
            const GazetteExtract *extract)
{
  if (extract->title != NULL && *extract->title != '\0')
    g_set_str (&article->title, extract->title);
  if (extract->byline != NULL && *extract->byline != '\0')
    {
      const char *authors[] = { extract->byline, NULL };

      g_strfreev (article->authors);
      article->authors = g_strdupv ((char **) authors);
    }
  if (extract->published != 0)
    article->published = extract->published;
  if (extract->language != NULL)
    g_set_str (&article->language, extract->language);
  if (extract->image != NULL)
    g_set_str (&article->image, extract->image);
  if (extract->excerpt != NULL || *extract->text != '\0')
    take_summary (article, extract->excerpt != NULL ? extract->excerpt : extract->text);
}

static void
read_page (GazetteArticle       *article,
           const GazetteAnswer  *answer,
           GError              **error)
{
  gsize length;
  g_autofree char *page = gazette_payload_decode (answer, G_MAXSIZE, &length);
  g_autoptr(GazetteExtract) extract = gazette_extract_new_from_html (page, (gssize) length, answer->url);

  take_facts (article, extract);
  if (*extract->html == '\0')
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES,
                           _("There is no text on this page that could be kept: it may show it by a program of its "
                             "own, or to members only. Open it in the browser."));
      return;
    }

  article->html = g_strdup (extract->html);
  if (answer->url != NULL)
    take_address (article, extract, answer->url);
}

static void
read_picture (GazetteArticle *article,
              const char     *url)
{
  g_autofree char *source = g_markup_escape_text (url, -1);

  take_file_name (article, url);
  article->html = g_strdup_printf ("<figure><img src=\"%s\" alt=\"\"></figure>", source);
  g_set_str (&article->image, url);
}

/* What is not to be read is a file that comes with the article. */
static void
read_file (GazetteArticle       *article,
           const GazetteAnswer  *answer,
           const char           *type,
           GError              **error)
{
  GazetteAttachment *attachment = gazette_attachment_new (answer->url);

  take_file_name (article, answer->url);
  attachment->type = g_strdup (type);
  attachment->title = dup_file_name (answer->url);
  attachment->size = g_bytes_get_size (answer->body);
  article->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_attachment_free);
  g_ptr_array_add (article->attachments, attachment);

  if (g_str_equal (type, "application/pdf"))
    g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                         _("This is a PDF document, and not a page with text that could be kept. "
                           "Open it in the browser."));
  else
    g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                 /* TRANSLATORS: %s is a kind of file, such as "video/mp4" */
                 _("This is a file (%s), and not a page with text that could be kept. Open it in the browser."), type);
}

/* News are to be read as a source. */
static gboolean
check_is_no_source (GazetteDialects      *dialects,
                    const GazetteAnswer  *answer,
                    GError              **error)
{
  g_autoptr(GazetteEdition) edition = gazette_dialects_read (dialects, NULL, answer, NULL);

  if (edition == NULL)
    return TRUE;

  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                       _("There is no page at this address but a list of news. Add it as a source to read them."));

  return FALSE;
}

static void
read_text (GazetteArticle      *article,
           const GazetteAnswer *answer)
{
  gsize length;
  g_autofree char *text = gazette_payload_decode (answer, MAX_TEXT, &length);
  g_autofree char *path = g_strndup (answer->url, strcspn (answer->url, "?#"));

  take_file_name (article, answer->url);
  take_summary (article, text);
  if (is_type (answer, "text/markdown") || g_str_has_suffix (path, ".md") || g_str_has_suffix (path, ".markdown"))
    article->html = gazette_markdown_to_html (text, length);
  else
    article->html = gazette_text_to_html (text);
}

static void
read_data (GazetteArticle      *article,
           const GazetteAnswer *answer)
{
  gsize length;
  g_autofree char *text = gazette_payload_decode (answer, MAX_TEXT, &length);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  take_file_name (article, answer->url);
  take_summary (article, text);
  article->html = g_strdup_printf ("<pre><code>%s</code></pre>", escaped);
}

static gboolean
is_data (const GazetteAnswer *answer)
{
  return is_type (answer, "application/json") || is_type (answer, "application/xml") || is_type (answer, "text/xml") ||
         (answer->content_type != NULL && (strstr (answer->content_type, "+json") != NULL ||
                                           strstr (answer->content_type, "+xml") != NULL)) ||
         begins_with (answer->body, "<?xml");
}

static gboolean
is_text (const GazetteAnswer *answer)
{
  gsize size;
  const char *data = g_bytes_get_data (answer->body, &size);

  return is_type (answer, "text/") ||
         (answer->content_type == NULL && size > 0 && g_utf8_validate_len (data, size, NULL));
}

/*
 * gazette_clip_page_read:
 * @dialects: all dialects
 * @known: what is known of the page: its address, maybe more
 * @answer: what is at its address
 * @error: return location for why that is not all that one would like to read
 *
 * Makes an article of what was found: the article in a page, a picture, a text,
 * data. What is none of these still becomes an article, with an error.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): the article, in any case. Its id is that of the
 *   address that the page says is its own, where that can be believed
 */
GazetteArticle *
gazette_clip_page_read (GazetteDialects      *dialects,
                        const GazetteArticle *known,
                        const GazetteAnswer  *answer,
                        GError              **error)
{
  GazetteArticle *article = new_article (known);
  g_autofree char *type = answer->content_type != NULL
                          ? g_ascii_strdown (answer->content_type, strcspn (answer->content_type, "; "))
                          : g_strdup ("application/octet-stream");

  if (!is_html (answer) && !is_type (answer, "text/plain") && gazette_picture_is_one (answer->body))
    read_picture (article, answer->url);
  else if (begins_with (answer->body, "%PDF-"))
    read_file (article, answer, "application/pdf", error);
  else if (is_html (answer))
    read_page (article, answer, error);
  else if (is_data (answer))
    {
      take_file_name (article, answer->url);
      if (check_is_no_source (dialects, answer, error))
        read_data (article, answer);
    }
  else if (is_text (answer))
    read_text (article, answer);
  else
    read_file (article, answer, type, error);

  return article;
}
