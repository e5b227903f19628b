/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <libdex.h>
#include <stdio.h>

#include "gazette-articles-json.h"
#include "gazette-dialects.h"
#include "gazette-document.h"
#include "gazette-error.h"
#include "gazette-extract.h"
#include "gazette-input.h"
#include "gazette-inspect-export.h"
#include "gazette-locale.h"
#include "gazette-payload.h"
#include "gazette-picture-kind.h"
#include "gazette-print.h"
#include "gazette-reading.h"
#include "gazette-url.h"
#include "gazette-user-dialects.h"

#define ACCEPT_HTML "text/html, application/xhtml+xml;q=0.9, text/markdown;q=0.8, */*;q=0.5"

enum {
  EXIT_GOOD = 0,
  EXIT_FAILED = 1,
  EXIT_WRONG_USAGE = 2,
};

/* What stands on the command line. */
typedef struct
{
  char     *dialect;
  char     *url;
  gboolean  infer;
  gboolean  text;
  gboolean  version;
  GStrv     words;
} Options;

typedef gboolean (*CommandFunc) (const Options  *options,
                                 GError        **error);

typedef struct
{
  const char  *name;
  CommandFunc  run;
  gboolean     takes_dialect;
  gboolean     takes_infer;
  gboolean     takes_text;
  gboolean     writes;
  gboolean     takes_many;
} Command;

static void
options_clear (Options *options)
{
  g_free (options->dialect);
  g_free (options->url);
  g_strfreev (options->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Whether all of it could be written, which is not so on a full disk. */
static gboolean
print (const char  *text,
       GError     **error)
{
  if (fputs (text, stdout) >= 0 && fputc ('\n', stdout) >= 0 && fflush (stdout) == 0)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));

  return FALSE;
}

static gboolean
print_json (JsonNode  *node,
            GError   **error)
{
  g_autofree char *text = json_to_string (node, TRUE);

  return print (text, error);
}

/* The dialects that the application knows too. */
static GazetteDialects *
load_dialects (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), FOLDER, NULL);
  g_auto(GStrv) errors = NULL;
  GazetteDialects *dialects = gazette_user_dialects_load (folder, &errors);

  for (guint i = 0; errors[i] != NULL; i++)
    g_printerr ("%s: %s\n", g_get_prgname (), errors[i]);

  return dialects;
}

/* Where to look instead. */
static void
print_candidates (GazetteDialects     *dialects,
                  const GazetteAnswer *answer)
{
  g_autoptr(GPtrArray) candidates = gazette_dialects_discover (dialects, answer);

  for (guint i = 0; i < candidates->len; i++)
    {
      const GazetteCandidate *candidate = candidates->pdata[i];

      g_printerr ("%s: ", g_get_prgname ());
      /* TRANSLATORS: %s is a web address */
      g_printerr (_("There may be articles at %s"), candidate->url);
      g_printerr ("\n");
    }
}

/* Reads an answer in no known dialect by a mapping made for it. */
static GazetteEdition *
infer_edition (GazetteDialects      *dialects,
               const GazetteAnswer  *answer,
               GazetteInference    **inference,
               GError              **error)
{
  g_autoptr(GazetteDialect) dialect = NULL;
  g_autoptr(JsonNode) root = NULL;

  *inference = gazette_dialects_infer (dialects, answer, error);
  if (*inference == NULL)
    return NULL;
  dialect = gazette_dialect_new_from_mapping ((*inference)->mapping, error);
  root = dialect != NULL ? gazette_payload_parse (answer, error) : NULL;

  return root != NULL ? gazette_dialect_read (dialect, root, answer, error) : NULL;
}

/* @inference: set when no dialect reads it */
static GazetteEdition *
read_edition (GazetteDialects   *dialects,
              const Options     *options,
              GazetteInference **inference,
              GError           **error)
{
  GazetteDialect *dialect = gazette_dialects_lookup (dialects, options->dialect);
  const char *place = options->words[1];
  g_autofree char *request_url = NULL;
  g_autoptr(GazetteInput) input = NULL;
  g_autoptr(GError) reason = NULL;
  GazetteEdition *edition = NULL;

  if (dialect != NULL && gazette_url_is_web (place))
    request_url = gazette_dialect_dup_request_url (dialect, place);
  input = gazette_input_load (place, request_url, GAZETTE_ACCEPT_ARTICLES, error);
  if (input == NULL)
    return NULL;
  if (options->url != NULL)
    gazette_input_set_base (input, options->url);

  if (!options->infer)
    edition = gazette_dialects_read (dialects, options->dialect, &input->answer, &reason);
  if (options->infer ||
      (options->dialect == NULL && g_error_matches (reason, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES)))
    {
      g_clear_error (&reason);
      edition = infer_edition (dialects, &input->answer, inference, &reason);
    }
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  if (edition == NULL)
    print_candidates (dialects, &input->answer);

  return edition;
}

static gboolean
run_articles (const Options  *options,
              GError        **error)
{
  g_autoptr(GazetteDialects) dialects = load_dialects ();
  g_autoptr(GazetteInference) inference = NULL;
  g_autoptr(GazetteEdition) edition = read_edition (dialects, options, &inference, error);
  g_autoptr(JsonNode) node = NULL;

  if (edition == NULL)
    return FALSE;

  node = gazette_articles_to_json (edition->articles);

  return print_json (node, error);
}

static double
to_hundredths (double confidence)
{
  return (int) (confidence * 100 + 0.5) / 100.0;
}

/* How sure it is of each field, and that these are articles. */
static JsonObject *
describe_confidence (GazetteInference *inference)
{
  JsonObject *object = json_object_new ();

  json_object_set_double_member (object, "articles", to_hundredths (inference->confidence));
  for (guint i = 0; i < inference->fields->len; i++)
    {
      const GazetteInferredField *field = &g_array_index (inference->fields, GazetteInferredField, i);

      json_object_set_double_member (object, field->name, to_hundredths (field->confidence));
    }

  return object;
}

static gboolean
run_dialect (const Options  *options,
             GError        **error)
{
  g_autoptr(GazetteDialects) dialects = load_dialects ();
  g_autoptr(GazetteInference) inference = NULL;
  g_autoptr(GazetteEdition) edition = read_edition (dialects, options, &inference, error);
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(JsonNode) mapping = NULL;
  JsonObject *object;

  if (edition == NULL)
    return FALSE;

  if (inference == NULL)
    mapping = gazette_dialect_dup_mapping (gazette_dialects_lookup (dialects, edition->dialect));
  else
    mapping = json_node_ref (inference->mapping);
  object = json_object_new ();
  json_object_set_string_member (object, "dialect", edition->dialect);
  if (inference != NULL)
    json_object_set_object_member (object, "confidence", describe_confidence (inference));
  json_object_set_member (object, "mapping", g_steal_pointer (&mapping));
  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);

  return print_json (node, error);
}

static gboolean
run_document (const Options  *options,
              GError        **error)
{
  g_autoptr(GazetteInput) input = gazette_input_load (options->words[1], NULL, ACCEPT_HTML, error);
  g_autoptr(GazetteDocument) document = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (input == NULL)
    return FALSE;

  text = gazette_payload_decode (&input->answer, G_MAXSIZE, &length);
  document = gazette_document_new_for_type (text, (gssize) length, input->content_type,
                                            options->url != NULL ? options->url : input->url);
  if (gazette_document_is_truncated (document))
    g_printerr ("%s: %s\n", g_get_prgname (), _("The page is too large, some of it is left out."));

  if (options->text)
    {
      g_autofree char *plain = gazette_document_to_text (document);

      return print (plain, error);
    }

  node = gazette_document_to_json (document);

  return print_json (node, error);
}

static gboolean
run_extract (const Options  *options,
             GError        **error)
{
  g_autoptr(GazetteInput) input = gazette_input_load (options->words[1], NULL, ACCEPT_HTML, error);
  g_autoptr(GazetteExtract) extract = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (input == NULL)
    return FALSE;

  text = gazette_payload_decode (&input->answer, G_MAXSIZE, &length);
  extract = gazette_extract_new_from_html (text, (gssize) length, options->url != NULL ? options->url : input->url);
  node = gazette_extract_to_json (extract);

  return print_json (node, error);
}

static GazettePrint *
read_print (const Options  *options,
            GError        **error)
{
  g_autoptr(GazetteInput) input = gazette_input_load (options->words[1], NULL, ACCEPT_HTML, error);
  g_autoptr(GazetteDocument) document = NULL;
  g_autoptr(GazetteExtract) extract = NULL;
  GazettePrintHead head = { 0 };
  const char *url;
  g_autofree char *text = NULL;
  gsize length;

  if (input == NULL)
    return NULL;

  url = options->url != NULL ? options->url : input->url;
  text = gazette_payload_decode (&input->answer, G_MAXSIZE, &length);
  document = gazette_document_new_for_type (text, (gssize) length, input->content_type, url);
  extract = gazette_extract_new_from_html (text, (gssize) length, url);
  head.title = extract->title;
  head.source = extract->site;
  head.author = head.byline = extract->byline;
  head.language = extract->language;
  head.url = url;

  return gazette_print_new (document, &head);
}

/* The pictures that are in the page itself; nothing else is fetched. */
static void
add_pictures (GazettePrint *article)
{
  g_auto(GStrv) urls = gazette_print_dup_pictures (article);

  for (guint i = 0; urls[i] != NULL; i++)
    {
      g_autoptr(GBytes) bytes = gazette_picture_decode_data_url (urls[i], NULL);
      g_autoptr(GazettePrintPicture) picture = bytes != NULL ? gazette_print_picture_new (bytes, NULL) : NULL;

      if (picture != NULL)
        gazette_print_add_picture (article, urls[i], picture);
    }
}

static gboolean
run_pdf (const Options  *options,
         GError        **error)
{
  g_autoptr(GazettePrint) article = read_print (options, error);

  if (article == NULL)
    return FALSE;

  add_pictures (article);

  return gazette_print_write (article, options->words[2], NULL, error);
}

static gboolean
run_export (const Options  *options,
            GError        **error)
{
  return gazette_inspect_export (options->words[1], (const char *const *) options->words + 2, options->url, error);
}

static const Command commands[] = {
  { "articles", run_articles, .takes_dialect = TRUE, .takes_infer = TRUE },
  { "dialect", run_dialect, .takes_infer = TRUE },
  { "document", run_document, .takes_text = TRUE },
  { "export", run_export, .takes_many = TRUE },
  { "extract", run_extract },
  { "pdf", run_pdf, .writes = TRUE },
};

static const Command *
find_command (const Options  *options,
              GError        **error)
{
  const Command *command = NULL;
  guint n_words = options->words != NULL ? g_strv_length (options->words) : 0;

  for (guint i = 0; n_words > 0 && i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (options->words[0], commands[i].name))
        command = &commands[i];
    }

  if (command == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _("Say “articles”, “dialect”, “document”, “export”, “extract” or “pdf”, then a file or an address."));
  else if (command->takes_many && n_words < 3)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 /* TRANSLATORS: %s is a word of the command line that stays as it is */
                 _("Name the file to write after “%s”, then files or addresses."), command->name);
  else if (command->writes && n_words != 3)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 /* TRANSLATORS: %s is a word of the command line that stays as it is */
                 _("Name a file or an address after “%s”, then the file to write."), command->name);
  else if (!command->writes && !command->takes_many && n_words != 2)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 /* TRANSLATORS: %s is a word of the command line that stays as it is, such as “articles” */
                 _("Name one file or one address after “%s”."), command->name);
  else if (options->dialect != NULL && !command->takes_dialect)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                 /* TRANSLATORS: both are words of the command line that stay as they are */
                 _("%s does not go with “%s”."), "--dialect", command->name);
  else if (options->infer && (!command->takes_infer || options->dialect != NULL))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                 _("%s does not go with “%s”."), "--infer", options->dialect != NULL ? "--dialect" : command->name);
  else if (options->text && !command->takes_text)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                 _("%s does not go with “%s”."), "--text", command->name);
  else if (options->url != NULL && !gazette_url_is_web (options->url))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _("“%s” is not a web address."), options->url);
  else
    return command;

  return NULL;
}

static gboolean
parse (Options  *options,
       GStrv    *arguments,
       GError  **error)
{
  const GOptionEntry entries[] = {
    { "dialect", 'd', 0, G_OPTION_ARG_STRING, &options->dialect,
      N_("Read the articles as this dialect"), N_("ID") },
    { "infer", 'i', 0, G_OPTION_ARG_NONE, &options->infer,
      N_("Use no known dialect, find out where the articles are"), NULL },
    { "url", 'u', 0, G_OPTION_ARG_STRING, &options->url,
      N_("What relative addresses are relative to"), N_("BASE") },
    { "text", 't', 0, G_OPTION_ARG_NONE, &options->text,
      N_("Print the document as plain text"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version,
      N_("Print the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->words, NULL, NULL },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new (_("articles|dialect|document|export|extract|pdf FILE|URL"));

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context,
                                _("Shows what Gazette makes of a source or a page, as JSON.\n\n"
                                  "  articles    the articles in an answer\n"
                                  "  dialect     the dialect that reads it\n"
                                  "  document    the blocks of a page, in HTML, Markdown or plain text\n"
                                  "  export      pages in a file that is named first: EPUB, HTML, Markdown (ZIP) or PDF\n"
                                  "  extract     the article in a web page\n"
                                  "  pdf         the page on paper, written to a second file"));

  return g_option_context_parse_strv (context, arguments, error);
}

int
main (int   argc,
      char *argv[])
{
  g_auto(GStrv) arguments = g_strdupv (argv);
  g_auto(Options) options = { 0 };
  const Command *command = NULL;
  g_autoptr(GError) error = NULL;

  gazette_locale_set_up ();
  dex_init ();

  if (parse (&options, &arguments, &error) && options.version)
    {
      g_print ("%s %s\n", g_get_prgname (), PACKAGE_VERSION);
      return EXIT_GOOD;
    }
  if (error == NULL)
    command = find_command (&options, &error);
  if (command == NULL)
    {
      g_printerr ("%s: %s\n", g_get_prgname (), error->message);
      g_printerr (_("“%s --help” says more."), g_get_prgname ());
      g_printerr ("\n");
      return EXIT_WRONG_USAGE;
    }

  if (!command->run (&options, &error))
    {
      g_printerr ("%s: %s\n", g_get_prgname (), error->message);
      return EXIT_FAILED;
    }

  return EXIT_GOOD;
}
