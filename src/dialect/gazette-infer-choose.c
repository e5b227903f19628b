/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of all candidates is the list of articles, and whether it is one at all. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-infer-private.h"

#define GOOD 0.5

static double
get_confidence (const GazetteProposal *self,
                GazetteRole            role)
{
  return self->fields[role].n > 0 ? self->fields[role].choices[0].confidence : 0;
}

static const GazetteColumn *
get_column (const GazetteProposal *self,
            GazetteRole            role)
{
  return self->fields[role].n > 0 ? self->fields[role].choices[0].column : NULL;
}

static double
get_text (const GazetteProposal *self)
{
  return MAX (get_confidence (self, GAZETTE_ROLE_BODY), get_confidence (self, GAZETTE_ROLE_SUMMARY));
}

/* How far a text reads like sentences, whatever it is called. */
static double
get_prose (const GazetteProposal *self)
{
  const GazetteColumn *body = get_column (self, GAZETTE_ROLE_BODY);
  const GazetteColumn *summary = get_column (self, GAZETTE_ROLE_SUMMARY);
  double prose = 0;

  if (body != NULL)
    prose = body->is_blocks ? 1 : MAX (body->traits.prose, body->traits.html * 0.8);
  if (summary != NULL)
    prose = MAX (prose, summary->traits.prose);

  return prose;
}

/* Whether names say that it is a list of something else. */
static double
get_kind (const GazetteProposal *self,
          GazetteKind           *kind)
{
  double most = 0;

  for (guint i = 0; i < GAZETTE_N_KINDS; i++)
    {
      if (self->kinds[i] > most)
        {
          most = self->kinds[i];
          *kind = i;
        }
    }

  return most;
}

/* The names of the steps of a path, the last first. */
static double
weigh_path (const char *path)
{
  g_auto (GStrv) steps = g_strsplit_set (path, ".[]'$*?@=", -1);
  guint n = g_strv_length (steps);
  double weight = 1;
  guint n_seen = 0;

  for (guint i = n; i > 0; i--)
    {
      double name;

      if (*steps[i - 1] == '\0')
        continue;
      name = gazette_infer_name (GAZETTE_ROLE_LIST, steps[i - 1]);
      if (name < 0)
        weight *= n_seen == 0 ? 1 + 0.45 * name : 1 + 0.35 * name;
      else if (name > 0 && n_seen == 0)
        weight *= 1 + 0.08 * name;
      n_seen++;
    }

  /* Each list around it makes it less likely. */
  for (const char *p = strstr (path, "*"); p != NULL; p = strstr (p + 1, "*"))
    weight *= 0.94;

  return weight;
}

static double
score (const GazetteProposal *self)
{
  double title = get_confidence (self, GAZETTE_ROLE_TITLE);
  double url = get_confidence (self, GAZETTE_ROLE_URL);
  double text = get_text (self);
  double sum;
  GazetteKind kind;

  if (self->is_micro)
    title = get_confidence (self, GAZETTE_ROLE_BODY) > 0 && get_confidence (self, GAZETTE_ROLE_PUBLISHED) > 0 ? 0.3 : 0;
  sum = 3 * title + 2 * get_confidence (self, GAZETTE_ROLE_PUBLISHED) + 1.5 * url + 2 * text +
        0.8 * get_confidence (self, GAZETTE_ROLE_IMAGE) + 0.5 * get_confidence (self, GAZETTE_ROLE_AUTHOR) +
        0.4 * get_confidence (self, GAZETTE_ROLE_ID) + 0.3 * get_confidence (self, GAZETTE_ROLE_TAGS);
  if (get_kind (self, &kind) >= 2)
    sum *= 0.6;

  return sum / 10.5 * weigh_path (self->list->path) *
         (self->list->is_single ? 0.85 : self->list->n_items == 1 ? 0.92
                                       : self->list->n_items == 2 ? 0.96
                                                                  : 1);
}

/* What an article has besides its headline. */
static gboolean
is_article (const GazetteProposal *self)
{
  double title = get_confidence (self, GAZETTE_ROLE_TITLE);
  double date = get_confidence (self, GAZETTE_ROLE_PUBLISHED);
  double url = get_confidence (self, GAZETTE_ROLE_URL);
  const GazetteColumn *column = get_column (self, GAZETTE_ROLE_TITLE);
  gboolean is_strange;
  GazetteKind kind;

  if (self->is_micro)
    return get_confidence (self, GAZETTE_ROLE_BODY) >= GOOD && date >= GOOD && get_kind (self, &kind) < 2 &&
           (url >= GOOD || get_confidence (self, GAZETTE_ROLE_AUTHOR) > 0 || get_confidence (self, GAZETTE_ROLE_ID) > 0);

  /* A thing of which only a part has a title is none. */
  if (self->list->is_single && column->names[0] != NULL && column->names[1] != NULL)
    return FALSE;
  is_strange = get_kind (self, &kind) >= 2;
  if (is_strange && (date < GOOD || get_confidence (self, GAZETTE_ROLE_BODY) < 0.75 || url < GOOD))
    return FALSE;
  /* What is only a name has to be dated and told. */
  if (title < GOOD)
    return (date >= GOOD && (url >= GOOD || get_text (self) >= GOOD)) ||
           (get_text (self) >= 0.6 && get_prose (self) > 0.6 && url >= GOOD && get_kind (self, &kind) == 0);
  if (date >= GOOD && (url >= GOOD || get_text (self) >= GOOD || column->traits.headline >= 0.6))
    return TRUE;
  /* One thing with a name is a site, a person, a topic … unless it is told. */
  if (self->list->n_items == 1 && get_confidence (self, GAZETTE_ROLE_BODY) < GOOD &&
      (column->traits.headline < 0.5 || url < GOOD || get_confidence (self, GAZETTE_ROLE_IMAGE) < GOOD))
    return FALSE;
  if (title >= 0.8 && get_text (self) > 0.4 && get_confidence (self, GAZETTE_ROLE_IMAGE) >= GOOD && get_kind (self, &kind) == 0)
    return TRUE;
  if (get_text (self) >= GOOD)
    return get_kind (self, &kind) < 1 || get_prose (self) > 0.6;

  return url >= GOOD && get_kind (self, &kind) == 0 && column->traits.headline >= (title >= 0.8 ? 0.6 : 0.8);
}

/* Whether @path leads to something within what @outer leads to. */
static gboolean
is_within (const char                 *path,
           const GazetteCandidateList *outer)
{
  gsize length = strlen (outer->path);

  return strncmp (path, outer->path, length) == 0 && (path[length] == '.' || path[length] == '[') && length < strlen (path);
}

/* Whether it is a list of articles even without addresses. */
static gboolean
is_dated_list (const GazetteProposal *list)
{
  return list->list->n_items > 1 && get_confidence (list, GAZETTE_ROLE_TITLE) > 0.7 &&
         get_confidence (list, GAZETTE_ROLE_PUBLISHED) >= GOOD;
}

/* Whether an object that stands alone is the article, and not a list beside it
 * or in it: it has the text, and the others have none. */
static gboolean
is_lone_article (const GazetteProposal *single,
                 const GazetteProposal *list)
{
  const GazetteColumn *body = get_column (single, GAZETTE_ROLE_BODY);
  const GazetteColumn *other = get_column (list, GAZETTE_ROLE_BODY);
  double length = body == NULL ? 0 : body->is_blocks ? body->blocks_length
                                                     : body->traits.chars;
  double other_length = other == NULL ? 0 : other->is_blocks ? other->blocks_length
                                                             : other->traits.chars;

  if (single->is_micro || !is_article (single))
    return FALSE;
  if ((list->is_micro || get_confidence (list, GAZETTE_ROLE_URL) < GOOD) && !is_dated_list (list) &&
      get_confidence (single, GAZETTE_ROLE_PUBLISHED) >= GOOD && get_confidence (single, GAZETTE_ROLE_URL) >= GOOD)
    return TRUE;

  return get_confidence (single, GAZETTE_ROLE_BODY) >= GOOD && get_confidence (single, GAZETTE_ROLE_PUBLISHED) >= GOOD &&
         length > 3 * other_length && (length > 300 || weigh_path (list->list->path) < 0.8);
}

/* What lies in the items of a good list belongs to them. */
static void
weigh_inner (GArray *proposals)
{
  for (guint i = 0; i < proposals->len; i++)
    {
      const GazetteProposal *outer = &g_array_index (proposals, GazetteProposal, i);

      if (outer->list->is_single || outer->is_micro || !is_article (outer) ||
          get_confidence (outer, GAZETTE_ROLE_PUBLISHED) < GOOD)
        continue;
      for (guint j = 0; j < proposals->len; j++)
        {
          GazetteProposal *inner = &g_array_index (proposals, GazetteProposal, j);

          if (i != j && is_within (inner->list->path, outer->list))
            inner->score *= 0.5;
        }
    }
}

/* Where an object that stands alone holds what others have as their own, or has
 * a list in it, the list counts, unless it is the article. */
static void
weigh_singles (GArray *proposals)
{
  for (guint i = 0; i < proposals->len; i++)
    {
      GazetteProposal *single = &g_array_index (proposals, GazetteProposal, i);

      if (!single->list->is_single)
        continue;
      for (guint j = 0; j < proposals->len; j++)
        {
          GazetteProposal *other = &g_array_index (proposals, GazetteProposal, j);

          if (other->list->is_single || !is_article (other))
            continue;
          if (is_lone_article (single, other))
            other->score *= 0.4;
          else
            single->score *= 0.6;
        }
    }
}

/*
 * gazette_infer_choose:
 * @lists: (element-type GazetteCandidateList): candidates
 * @best: (out): the best of all
 *
 * Returns: whether it is a list of articles
 */
gboolean
gazette_infer_choose (GPtrArray       *lists,
                      GazetteProposal *best)
{
  g_autoptr (GArray) proposals = g_array_new (FALSE, TRUE, sizeof (GazetteProposal));
  gboolean found = FALSE;

  g_array_set_size (proposals, lists->len);
  for (guint i = 0; i < lists->len; i++)
    {
      GazetteProposal *proposal = &g_array_index (proposals, GazetteProposal, i);

      gazette_infer_survey (lists->pdata[i]);
      gazette_infer_propose (proposal, lists->pdata[i]);
      proposal->score = score (proposal);
    }
  weigh_inner (proposals);
  weigh_singles (proposals);

  memset (best, 0, sizeof *best);
  for (guint i = 0; i < proposals->len; i++)
    {
      const GazetteProposal *proposal = &g_array_index (proposals, GazetteProposal, i);
      gboolean is_good = is_article (proposal);

      g_debug ("%s %.3f%s", proposal->list->path, proposal->score, is_good ? " article" : "");
      if ((is_good && !found) || (is_good == found && proposal->score > best->score))
        *best = *proposal;
      found = found || is_good;
    }

  /* What is not an article is told by whatever in the document says it. */
  for (guint i = 0; i < proposals->len && !found; i++)
    {
      const GazetteProposal *proposal = &g_array_index (proposals, GazetteProposal, i);
      GazetteKind kind = 0;

      if (get_kind (proposal, &kind) >= 2 && get_kind (best, &kind) < 2)
        memcpy (best->kinds, proposal->kinds, sizeof best->kinds);
    }

  return found;
}

/* The message for what is no list of articles, by what it is instead. */
static const char *
get_kind_message (GazetteKind kind)
{
  switch (kind)
    {
    case GAZETTE_KIND_PEOPLE:
      return _ ("What is at this address looks like people or their accounts, not like articles.");
    case GAZETTE_KIND_GOODS:
      return _ ("What is at this address looks like goods and their prices, not like articles.");
    case GAZETTE_KIND_WEATHER:
      return _ ("What is at this address looks like measurements, such as the weather, not like articles.");
    case GAZETTE_KIND_FEEDS:
      return _ ("What is at this address looks like a list of sources, not like articles. Add one of them.");
    case GAZETTE_KIND_TOPICS:
      return _ ("What is at this address looks like topics or categories, not like articles.");
    case GAZETTE_KIND_SETTINGS:
      return _ ("What is at this address looks like settings of a site, not like articles.");
    case GAZETTE_KIND_FILES:
      return _ ("What is at this address looks like files, not like articles.");
    case GAZETTE_KIND_FILMS:
    case GAZETTE_N_KINDS:
    default:
      return _ ("What is at this address looks like works or recipes, not like articles.");
    }
}

static const char *
get_text_of (JsonObject *object,
             const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) != '\0'
         ? json_node_get_string (node)
         : NULL;
}

/* What an API says when it refuses. */
static const char *
find_error (JsonNode *root)
{
  static const char *const holders[] = { "error", "errors", "status", "code", "fault", "statusCode", "error_code" };
  static const char *const texts[] = { "message", "error_description", "error_message", "errorMessage", "detail", "msg", "error", "text", "title", "reason" };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  gboolean is_error = FALSE;

  for (guint i = 0; object != NULL && i < G_N_ELEMENTS (holders); i++)
    {
      JsonNode *node = json_object_get_member (object, holders[i]);

      if (node == NULL || JSON_NODE_HOLDS_NULL (node))
        continue;
      if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
        node = json_array_get_element (json_node_get_array (node), 0);
      is_error = TRUE;
      for (guint j = 0; JSON_NODE_HOLDS_OBJECT (node) && j < G_N_ELEMENTS (texts); j++)
        {
          const char *text = get_text_of (json_node_get_object (node), texts[j]);

          if (text != NULL)
            return text;
        }
    }
  for (guint j = 0; is_error && j < G_N_ELEMENTS (texts); j++)
    {
      const char *text = get_text_of (object, texts[j]);

      if (text != NULL)
        return text;
    }

  return NULL;
}

static const char *
get_plain_message (JsonNode              *root,
                   const GazetteProposal *best)
{
  GazetteKind kind = 0;

  if (JSON_NODE_HOLDS_VALUE (root) || JSON_NODE_HOLDS_NULL (root))
    return _ ("The answer is a single value, not a list of articles.");
  if (JSON_NODE_HOLDS_ARRAY (root) && json_array_get_length (json_node_get_array (root)) == 0)
    return _ ("The list at this address is empty, so nothing can be learned from it. Try again when there are articles.");
  if (best->list == NULL)
    return _ ("The answer is a list of bare values, such as numbers of articles; the articles are somewhere else.");
  if (get_kind (best, &kind) >= 2)
    return get_kind_message (kind);
  if (best->list->is_single && best->is_micro)
    return _ ("The answer has no list of articles in it, nor is it an article: nothing in it reads like a headline.");
  if (best->is_micro)
    return _ ("There is a list in the answer, but nothing in it reads like a headline.");
  if (best->list->is_single)
    return _ ("There is something with a name in the answer, but neither a date nor a text with it, as an article has.");

  return _ ("There is a list of things with names in the answer, but neither dates nor texts with them, as articles have.");
}

/*
 * gazette_infer_refuse:
 * @root: a document
 * @best: what looked most like articles
 * @error: return location for a %GAZETTE_ERROR_NO_ARTICLES
 *
 * Says what is missing.
 */
void
gazette_infer_refuse (JsonNode               *root,
                      const GazetteProposal  *best,
                      GError                **error)
{
  const char *said = find_error (root);

  if (said != NULL && (best->list == NULL || best->list->is_single) && g_utf8_validate (said, -1, NULL))
    g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES,
                 /* TRANSLATORS: %.200s is what the site says, in its own language */
                 _ ("The site answered with an error instead of articles: “%.200s”"), said);
  else
    g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES, get_plain_message (root, best));
}
