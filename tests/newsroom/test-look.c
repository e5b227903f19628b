/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is found behind an address before it is added, and what can be chosen
 * about it. */

#include "config.h"

#include <string.h>

#include "gazette-finding.h"
#include "test-newsroom-util.h"

#define API_TYPE "Content-Type: application/json"
#define FEED_CALLED(title) \
  "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"" title "\",\"items\":[" ITEM ("1", "One of " title, "<p>1</p>") "]}"

/* An API that no dialect describes. */
#define STORY(nr, title, more) \
  "{\"nr\":" #nr ",\"headline\":\"" title "\",\"link\":\"{{base}}/stories/" #nr "\"," \
  "\"when\":\"2024-05-0" #nr "T10:00:00Z\",\"teaser\":\"A few words about what happened there, and when.\"," \
  "\"body\":\"<p>It took place in the morning, and nobody had expected it.</p><p>The rest of the story is longer.</p>\"" more "}"
#define STORIES(stories) "{\"meta\":{\"count\":3},\"payload\":{\"stories\":[" stories "]}}"
#define THREE_STORIES \
  STORY (1, "Wind farm off the coast may double in size", "") \
  "," STORY (2, "Council votes for longer ferry hours", "") "," STORY (3, "Seals return to the northern bank", "")

static GPtrArray *
look (Room       *room,
      const char *path)
{
  g_autofree char *url = gazette_test_server_dup_url (room->server, path);

  return test_await_boxed (gazette_newsroom_look (room->newsroom, url));
}

static GazetteFinding *
look_at_first (Room       *room,
               const char *path)
{
  g_autoptr(GPtrArray) findings = look (room, path);

  return gazette_finding_ref (findings->pdata[0]);
}

static const char *
get_title (GazetteFinding *finding,
           guint           i)
{
  return ((GazetteArticle *) finding->edition->articles->pdata[i])->title;
}

static void
serve_several (Room *room)
{
  room_serve (room, "/", HTML_TYPE,
              "<!DOCTYPE html><title>The Site</title>"
              "<link rel='alternate' type='application/feed+json' href='/news.json' title='News'>"
              "<link rel='alternate' type='application/feed+json' href='/sport.json' title='Sport'>"
              "<link rel='alternate' type='application/feed+json' href='/art.json'>");
  room_serve (room, "/news.json", JSON_TYPE, FEED_CALLED ("The News"));
  room_serve (room, "/sport.json", JSON_TYPE, FEED_CALLED ("The Sport"));
}

static void
test_looking_adds_nothing (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteFinding) finding = NULL;
  g_autofree char *name = NULL;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, FEED_CALLED ("The News"));
  finding = look_at_first (&room, "/feed.json");
  name = gazette_finding_dup_name (finding);

  g_assert_cmpstr (name, ==, "The News");
  g_assert_cmpstr (finding->dialect_name, ==, "JSON Feed");
  g_assert_cmpstr (get_title (finding, 0), ==, "One of The News");
  g_assert_false (finding->is_inferred);
  g_assert_false (finding->needs_key);
  g_assert_no_error (finding->error);
  g_assert_cmpuint (room_count_sources (&room), ==, 0);
}

static void
test_all_offers_of_a_page_can_be_chosen (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GazetteFinding) sport = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autofree char *home_url = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  room_open (&room);
  serve_several (&room);
  findings = look (&room, "/");
  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *name = gazette_finding_dup_name (findings->pdata[i]);

      g_string_append_printf (text, "%s,", name);
    }
  g_assert_cmpstr (text->str, ==, "The News,Sport,The Site,");
  /* Only the first was looked at. */
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/sport.json"), ==, 0);
  g_assert_null (((GazetteFinding *) findings->pdata[1])->edition);

  sport = test_await_boxed (gazette_newsroom_look_again (room.newsroom, findings->pdata[1], NULL, NULL));
  g_assert_cmpstr (get_title (sport, 0), ==, "One of The Sport");
  source = room_load_source (&room, room_take (&room, sport, NULL));
  home_url = gazette_test_server_dup_url (room.server, "/");
  g_assert_cmpstr (source->title, ==, "The Sport");
  g_assert_cmpstr (source->home_url, ==, home_url);
  g_assert_cmpuint (room_count_sources (&room), ==, 1);
}

static void
test_an_offer_that_fails_is_told (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GError) error = NULL;

  room_open (&room);
  serve_several (&room);
  findings = look (&room, "/");
  error = test_await_error (gazette_newsroom_look_again (room.newsroom, findings->pdata[2], NULL, NULL));

  test_assert_words (error, GAZETTE_ERROR_NOT_FOUND, "nothing at this address");
}

static void
test_a_source_is_called_as_one_likes (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteFinding) finding = NULL;
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, FEED_CALLED ("The News"));
  finding = look_at_first (&room, "/feed.json");
  id = room_take (&room, finding, "Mine");
  room_serve (&room, "/feed.json", JSON_TYPE, FEED_CALLED ("The Newest"));
  test_await (gazette_newsroom_refresh_source (room.newsroom, id));

  source = room_load_source (&room, id);
  g_assert_cmpstr (source->title, ==, "Mine");
}

static void
test_what_is_there_is_not_looked_at (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteFinding) finding = NULL;
  g_autofree char *url = NULL;
  g_autoptr(GError) looking = NULL;
  g_autoptr(GError) taking = NULL;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, FEED_CALLED ("The News"));
  finding = look_at_first (&room, "/feed.json");
  room_take (&room, finding, NULL);

  url = gazette_test_server_dup_url (room.server, "/feed.json");
  looking = test_await_error (gazette_newsroom_look (room.newsroom, url));
  test_assert_words (looking, GAZETTE_ERROR_EXISTS, "“The News”");
  taking = test_await_error (gazette_newsroom_take (room.newsroom, finding, NULL));
  test_assert_words (taking, GAZETTE_ERROR_EXISTS, "“The News”");
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, NULL), ==, 1);
}

static void
test_who_does_not_wait_gives_up (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *url = NULL;
  DexFuture *future;

  room_open (&room);
  room_answer (&room, "/slow.json", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  url = gazette_test_server_dup_url (room.server, "/slow.json");
  future = gazette_newsroom_look (room.newsroom, url);
  room_wait_for (&room, gazette_test_server_get_running, "/slow.json", 1);
  dex_unref (future);

  room_wait_for (&room, gazette_test_server_get_dropped, "/slow.json", 1);
}

static char *
read_dialect (Room       *room,
              const char *name)
{
  g_autofree char *path = g_build_filename (room->data, "dialects", name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

/* From the first look to the next run of the program. */
static void
test_an_unknown_api_becomes_a_source (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteFinding) finding = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autofree char *file = NULL;
  g_autofree char *titles = NULL;
  g_autofree char *later = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/api", API_TYPE, STORIES (THREE_STORIES));
  finding = look_at_first (&room, "/api");
  g_assert_true (finding->is_inferred);
  g_assert_true (finding->can_edit);
  g_assert_cmpuint (finding->edition->articles->len, ==, 3);
  g_assert_cmpstr (get_title (finding, 1), ==, "Council votes for longer ferry hours");

  id = room_take (&room, finding, NULL);
  source = room_load_source (&room, id);
  g_assert_cmpstr (source->dialect, ==, "127-0-0-1");
  file = read_dialect (&room, "127-0-0-1.json");
  g_assert_nonnull (file);

  room_serve (&room, "/api", API_TYPE, STORIES (STORY (4, "A ship without a crew", "") "," THREE_STORIES));
  test_await (gazette_newsroom_refresh_source (room.newsroom, id));
  titles = room_list (&room);
  g_assert_true (g_str_has_prefix (titles, "A ship without a crew,Seals"));

  room_restart (&room);
  room_serve (&room, "/api", API_TYPE, STORIES (STORY (5, "The crew is found", "")));
  test_await (gazette_newsroom_refresh_source (room.newsroom, id));
  later = room_list (&room);
  g_assert_true (g_str_has_prefix (later, "The crew is found,A ship"));
}

static void
test_files_of_dialects_do_not_collide (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *broken = NULL;
  g_autofree char *first = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;

  room_open (&room);
  folder = g_build_filename (room.data, "dialects", NULL);
  path = g_build_filename (folder, "127-0-0-1.json", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "not yet done", -1, NULL));

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *address = g_strdup_printf ("/api/%u", i);
      g_autofree char *dialect = g_strdup_printf ("127-0-0-1-%u", i + 2);
      g_autoptr(GazetteFinding) finding = NULL;
      g_autoptr(GazetteSource) source = NULL;

      room_serve (&room, address, API_TYPE, STORIES (THREE_STORIES));
      finding = look_at_first (&room, address);
      source = room_load_source (&room, room_take (&room, finding, NULL));
      g_assert_cmpstr (source->dialect, ==, dialect);
    }

  broken = read_dialect (&room, "127-0-0-1.json");
  g_assert_cmpstr (broken, ==, "not yet done");
}

/* The folder cannot be written to. */
static void
test_a_dialect_that_cannot_be_kept_is_told (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteFinding) finding = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  room_open (&room);
  path = g_build_filename (room.data, "dialects", NULL);
  g_assert_true (g_file_set_contents (path, "in the way", -1, NULL));
  room_serve (&room, "/api", API_TYPE, STORIES (THREE_STORIES));
  finding = look_at_first (&room, "/api");
  error = test_await_error (gazette_newsroom_take (room.newsroom, finding, NULL));

  test_assert_words (error, GAZETTE_ERROR_FAILED, "could not be stored");
  g_assert_cmpuint (room_count_sources (&room), ==, 0);
}

static GazetteField *
find_field (GazetteFinding *finding,
            const char     *name,
            guint          *index)
{
  for (guint i = 0; i < finding->fields->len; i++)
    {
      GazetteField *field = finding->fields->pdata[i];

      if (g_str_equal (field->name, name))
        {
          *index = i;
          return field;
        }
    }

  g_assert_not_reached ();
}

/* As the editor has it: all paths, one of them changed. */
static GazetteFinding *
edit (Room           *room,
      GazetteFinding *finding,
      const char     *name,
      const char     *path)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GazetteFinding) plain = test_await_boxed (gazette_newsroom_read_again (room->newsroom, finding, NULL));
  g_auto(GStrv) paths = NULL;
  guint index;

  find_field (plain, name, &index);
  for (guint i = 0; i < plain->fields->len; i++)
    g_strv_builder_add (builder, i == index ? path : ((GazetteField *) plain->fields->pdata[i])->path);
  paths = g_strv_builder_end (builder);

  return test_await_boxed (gazette_newsroom_read_again (room->newsroom, finding, paths));
}

static gboolean
has_place (GPtrArray  *places,
           const char *path,
           const char *value)
{
  for (guint i = 0; i < places->len; i++)
    {
      const GazettePlace *place = places->pdata[i];

      if (g_str_equal (place->path, path) && g_str_equal (place->value, value))
        return TRUE;
    }

  return FALSE;
}

/* With a dialect that is known, so that it is this one that is changed. */
static void
test_how_it_is_read_can_be_changed (void)
{
  static const char posts[] =
    "[{\"id\":7,\"link\":\"{{base}}/seven\",\"title\":{\"rendered\":\"Seven\"},\"slug\":\"the-slug\","
    "\"my name\":\"odd\",\"content\":{\"rendered\":\"<p>Text</p>\"}}]";
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteFinding) finding = NULL;
  g_autoptr(GazetteFinding) edited = NULL;
  g_autoptr(GazetteFinding) odd = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autofree char *file = NULL;
  g_autofree char *titles = NULL;
  guint index;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/wp-json/wp/v2/posts", API_TYPE, posts);
  finding = look_at_first (&room, "/wp-json/wp/v2/posts");

  edited = edit (&room, finding, "title", "$.slug");
  g_assert_no_error (edited->error);
  g_assert_cmpstr (get_title (edited, 0), ==, "the-slug");
  g_assert_cmpstr (find_field (edited, "title", &index)->value, ==, "the-slug");
  g_assert_cmpstr (find_field (edited, "articles", &index)->value, ==, "1 article");
  g_assert_true (has_place (edited->places, "$.slug", "the-slug"));
  g_assert_true (has_place (edited->places, "$['my name']", "odd"));
  g_assert_true (has_place (edited->lists, "$", "1 entry"));
  odd = edit (&room, finding, "title", "$['my name']");
  g_assert_cmpstr (get_title (odd, 0), ==, "odd");

  id = room_take (&room, edited, NULL);
  source = room_load_source (&room, id);
  g_assert_cmpstr (source->dialect, ==, "127-0-0-1");
  file = read_dialect (&room, "127-0-0-1.json");
  /* What was made for one source is for no other. */
  g_assert_nonnull (strstr (file, "$.slug"));
  g_assert_null (strstr (file, "\n  \"recognise\""));
  test_await (gazette_newsroom_refresh_source (room.newsroom, id));
  titles = room_list (&room);
  g_assert_cmpstr (titles, ==, "the-slug,");
}

static void
test_mistakes_in_paths_are_told_where_they_are (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteFinding) finding = NULL;
  g_autoptr(GazetteFinding) no_path = NULL;
  g_autoptr(GazetteFinding) nowhere = NULL;
  g_autoptr(GazetteFinding) no_list = NULL;
  g_autoptr(GazetteFinding) empty = NULL;
  guint index;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, FEED_CALLED ("The News"));
  finding = look_at_first (&room, "/feed.json");

  no_path = edit (&room, finding, "title", "title");
  g_assert_nonnull (strstr (find_field (no_path, "title", &index)->error, "not a path"));
  g_assert_cmpstr (find_field (no_path, "title", &index)->path, ==, "title");
  g_assert_error (no_path->error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED);
  /* The rest is still read. */
  g_assert_cmpstr (get_title (no_path, 0), ==, "One of The News");

  nowhere = edit (&room, finding, "image", "$.picture");
  g_assert_no_error (nowhere->error);
  g_assert_null (find_field (nowhere, "image", &index)->value);

  no_list = edit (&room, finding, "articles", "$.nothing");
  g_assert_nonnull (find_field (no_list, "articles", &index)->error);
  g_assert_nonnull (no_list->error);
  g_assert_null (no_list->edition);

  empty = edit (&room, finding, "articles", "");
  g_assert_nonnull (find_field (empty, "articles", &index)->error);
  g_assert_nonnull (empty->error);
}

static void
test_what_holds_no_articles_is_refused (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *url = NULL;
  g_autoptr(GError) error = NULL;

  room_open (&room);
  room_serve (&room, "/weather", API_TYPE, "{\"temperature\":12.5,\"wind\":{\"speed\":3,\"from\":\"NW\"}}");
  url = gazette_test_server_dup_url (room.server, "/weather");
  error = test_await_error (gazette_newsroom_look (room.newsroom, url));

  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES);
  g_assert_nonnull (strstr (error->message, ". "));
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/look/" name, func)
  ADD ("nothing-added", test_looking_adds_nothing);
  ADD ("offers", test_all_offers_of_a_page_can_be_chosen);
  ADD ("offer-fails", test_an_offer_that_fails_is_told);
  ADD ("name", test_a_source_is_called_as_one_likes);
  ADD ("exists", test_what_is_there_is_not_looked_at);
  ADD ("gives-up", test_who_does_not_wait_gives_up);
  ADD ("unknown", test_an_unknown_api_becomes_a_source);
  ADD ("collision", test_files_of_dialects_do_not_collide);
  ADD ("unwritable", test_a_dialect_that_cannot_be_kept_is_told);
  ADD ("edit", test_how_it_is_read_can_be_changed);
  ADD ("mistakes", test_mistakes_in_paths_are_told_where_they_are);
  ADD ("refused", test_what_holds_no_articles_is_refused);
#undef ADD

  return g_test_run ();
}
