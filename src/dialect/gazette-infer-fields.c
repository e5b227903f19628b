/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which column of a list is which field of an article: how far its values can be
 * that field, how much its name speaks for it, and in how many items it is.
 */

#include "config.h"

#include <string.h>

#include "gazette-infer-private.h"

/* Below that a column is not taken for the field. */
#define MIN_CONFIDENCE 0.33

/* From here on a second column is taken along even where the first is always
 * there today. */
#define GOOD_CONFIDENCE 0.7

typedef double (*ScoreFunc) (GazetteColumn *column,
                             GazetteRole    role);

static double
name_of (GazetteColumn *column,
         GazetteRole    role)
{
  return gazette_infer_names (role, (const char *const *) column->names);
}

static guint
count_bits (guint64 mask)
{
  guint n = 0;

  for (; mask != 0; mask &= mask - 1)
    n++;

  return n;
}

static double
get_presence (GazetteColumn *column,
              guint64        items)
{
  return items != 0 ? (double) count_bits (column->mask & items) / count_bits (items) : 0;
}

/* Values that repeat are no headlines and no addresses, but where the name is
 * plain they are only odd. */
static double
weigh_distinct (GazetteColumn *column,
                double         name)
{
  if (column->values->len < 3)
    return 1;

  return name >= 0.8 ? 0.85 + 0.15 * column->distinct : 0.3 + 0.7 * column->distinct;
}

static gboolean
is_text (GazetteColumn *column)
{
  const GazetteTraits *traits = &column->traits;

  return !column->is_blocks && traits->string > 0.8 && traits->address + traits->relative < 0.3 && traits->date < 0.5 &&
         traits->number < 0.8;
}

/* Whether it is in a list within the item, be it one of one element today. A list
 * of one value with a wrapper around it is only a way to write the value. */
static gboolean
is_in_list (GazetteColumn *column)
{
  const char *last = g_strrstr (column->path, "[*]");
  const char *rest = last != NULL ? last + strlen ("[*]") : "";

  return last != NULL && (*rest == '[' || (*rest == '.' && (strpbrk (rest + 1, ".[") != NULL || !gazette_infer_is_wrapper (rest + 1))));
}

static double
score_title (GazetteColumn *column,
             GazetteRole    role)
{
  double name = name_of (column, role);
  double value = column->traits.headline;
  double score;

  if (!is_text (column) || value < 0.04 || (name <= 0 && name_of (column, GAZETTE_ROLE_ID) > 0.3))
    return 0;

  if (name > 0.7)
    score = name * (0.6 + 0.4 * value);
  else if (name > 0)
    score = name * (0.3 + 0.7 * value);
  else if (name == 0 && (name_of (column, GAZETTE_ROLE_BODY) > 0.5 || name_of (column, GAZETTE_ROLE_SUMMARY) > 0.5))
    score = 0;
  else if (name == 0)
    score = value > 0.7 && g_strv_length (column->names) <= 1 ? 0.58 * value : 0.2 * value;
  else
    score = 0.3 * value * (1 + name);

  return score * weigh_distinct (column, name) * (column->is_many || is_in_list (column) ? 0.45 : 1);
}

/* Whether an address is meant for a program. */
static gboolean
is_for_programs (GazetteColumn *column)
{
  guint n = 0;

  for (guint i = 0; i < column->values->len; i++)
    {
      const char *text = json_node_get_string (column->values->pdata[i]);

      n += text != NULL && (strstr (text, "/api/") != NULL || strstr (text, "://api.") != NULL || strstr (text, "-json/") != NULL ||
                            strstr (text, ".json") != NULL || strstr (text, "jsonapi") != NULL || strstr (text, "/rest/") != NULL);
    }

  return n * 2 > column->values->len;
}

static double
score_url (GazetteColumn *column,
           GazetteRole    role)
{
  const GazetteTraits *traits = &column->traits;
  double name = name_of (column, role);
  double value = traits->address + 0.75 * traits->relative;
  double score;

  if (column->is_blocks || traits->string < 0.8 || traits->address + traits->relative < 0.6)
    return 0;

  if (name > 0)
    score = value * (0.4 + 0.6 * name);
  else
    score = value * (name == 0 ? 0.5 : 0.1);
  score *= weigh_distinct (column, name) * (1 - 0.7 * traits->image * (name < 0.9)) * (1 - 0.9 * traits->media);
  if (is_for_programs (column))
    score *= 0.5;

  return score * (column->is_many ? 0.6 : is_in_list (column) ? 0.85
                                                              : 1);
}

/* What may become an address, resolved against that of the answer. */
static double
score_slug (GazetteColumn *column,
            GazetteRole    role)
{
  double name = name_of (column, GAZETTE_ROLE_SLUG);

  if (column->is_blocks || column->traits.slug < 0.8 || column->is_many || name < 0.5)
    return 0;

  return 0.36 * name * weigh_distinct (column, 0);
}

/* Whether the name says that it is the same time everywhere. */
static gboolean
is_universal (GazetteColumn *column)
{
  guint n = g_strv_length (column->names);
  g_autofree char *name = n > 0 ? gazette_infer_fold_name (column->names[n - 1]) : NULL;

  return name != NULL && (g_str_has_suffix (name, "utc") || g_str_has_suffix (name, "gmt"));
}

static double
score_date (GazetteColumn *column,
            GazetteRole    role)
{
  const GazetteTraits *traits = &column->traits;
  double name = name_of (column, role);

  if (column->is_blocks || traits->date < 0.7)
    return 0;
  /* Any large number could be one. */
  if (traits->number > 0.5 && name < 0.5)
    return 0;

  if (name <= 0)
    return (role == GAZETTE_ROLE_MODIFIED ? 0 : name == 0 ? 0.5
                                                          : 0.15) *
           traits->date;

  /* With the time of day it says more, and with the zone more still. */
  return (0.35 + 0.65 * name) * traits->date * (is_universal (column) ? 1.05 : 1) * (traits->number > 0.5 || traits->chars > 11 ? 1 : 0.95) *
         (column->is_many || is_in_list (column) ? 0.45 : 1);
}

static gboolean
is_name_of_file (GazetteColumn *column)
{
  static const char *const names[] = { "name", "filename", "title", "hash", NULL };
  guint n = g_strv_length (column->names);
  g_autofree char *name = n > 0 ? gazette_infer_fold_name (column->names[n - 1]) : NULL;

  return name != NULL && g_strv_contains (names, name);
}

static double
score_image (GazetteColumn *column,
             GazetteRole    role)
{
  const GazetteTraits *traits = &column->traits;
  double name = name_of (column, role);
  double address = traits->address + traits->relative;

  if (column->is_blocks || traits->string < 0.8 || (address < 0.6 && traits->image < 0.5))
    return 0;

  /* "cover.jpg" beside its address. */
  if (is_name_of_file (column))
    return 0;
  if (name > 0)
    return name * (0.6 + 0.4 * traits->image) * (1 - 0.9 * traits->media);

  return traits->image * (name == 0 ? 0.45 : 0.1) * (1 - traits->media);
}

static double
score_name (GazetteColumn *column,
            GazetteRole    role)
{
  const GazetteTraits *traits = &column->traits;
  double name = name_of (column, role);
  double most = role == GAZETTE_ROLE_AUTHOR ? 8 : 5;

  if (!is_text (column) || name < 0.3 || traits->html > 0.3 || traits->chars > 150)
    return 0;

  return name * (traits->words <= most ? 1 : 0.6) * (role == GAZETTE_ROLE_TAGS && column->is_many ? 1 : 0.95);
}

static double
score_caption (GazetteColumn *column,
               GazetteRole    role)
{
  double name = name_of (column, role);
  double image = 0;

  for (guint i = 0; column->names[i] != NULL && column->names[i + 1] != NULL; i++)
    image = MAX (image, gazette_infer_name (GAZETTE_ROLE_IMAGE, column->names[i]));

  /* What is merely called "text" is one only where it stands beside a picture. */
  return is_text (column) && (name > 0.9 || (name > 0.5 && image > 0.5)) ? name * 0.9 : 0;
}

static double
score_id (GazetteColumn *column,
          GazetteRole    role)
{
  double name = name_of (column, role);

  if (column->is_blocks || column->is_many || name < 0.5 || column->distinct < 1 || g_strv_length (column->names) > 2 ||
      column->traits.chars > 300)
    return 0;

  return name * (g_strv_length (column->names) > 1 ? 0.8 : 1);
}

static double
score_language (GazetteColumn *column,
                GazetteRole    role)
{
  return is_text (column) && column->traits.language > 0.9 ? name_of (column, role) : 0;
}

static double
get_length (GazetteColumn *column)
{
  return column->is_blocks ? column->blocks_length : column->traits.chars;
}

static double
score_body (GazetteColumn *column,
            GazetteRole    role)
{
  double body = name_of (column, GAZETTE_ROLE_BODY);
  double summary = name_of (column, GAZETTE_ROLE_SUMMARY);
  double length = get_length (column);
  double size = length < 40 ? 0.1 : length < 120 ? 0.35
                                : length < 300   ? 0.55
                                : length < 800   ? 0.8
                                                 : 1;
  double score;

  if (column->is_blocks ? length < 1 : !is_text (column) || (column->traits.slug > 0.5 && body < 0.9))
    return 0;

  if (body > 0)
    score = body * (0.6 + 0.4 * size);
  else if (column->is_blocks)
    score = size * 0.7;
  else
    score = column->traits.prose * size * (body == 0 ? 0.6 : 0.1);
  if (summary > 0.7 && body < 0.5)
    score *= length > 1000 && column->traits.html > 0.3 ? 1.3 : 0.6;

  /* One text in several forms: the one that says most of how it looks. */
  if (body > 0)
    score += column->is_blocks ? 0.1 : column->traits.html > 0.3   ? 0.22
                                   : column->traits.markdown > 0.3 ? 0.02
                                                                   : 0;
  if (column->is_many && !column->is_blocks)
    score *= 0.5;

  return score;
}

static double
score_summary (GazetteColumn *column,
               GazetteRole    role)
{
  double summary = name_of (column, GAZETTE_ROLE_SUMMARY);
  double body = name_of (column, GAZETTE_ROLE_BODY);
  double length = column->traits.chars;
  double size = length < 20 ? 0.4 : length < 700 ? 1
                                : length < 1500  ? 0.7
                                                 : 0.3;
  double score;

  if (!is_text (column) || column->traits.slug > 0.8)
    return 0;

  if (summary > 0)
    score = summary * (0.6 + 0.4 * size * MAX (column->traits.prose, 0.3));
  else
    score = column->traits.prose * size * (summary == 0 ? 0.42 : 0.1);
  if (body > 0.7)
    score *= 0.4;

  return score * (column->is_many ? 0.5 : is_in_list (column) ? 0.8
                                                              : 1);
}

static const char *
get_as (GazetteColumn *column,
        GazetteRole    role)
{
  const GazetteTraits *traits = &column->traits;

  if (role == GAZETTE_ROLE_URL || role == GAZETTE_ROLE_SLUG || role == GAZETTE_ROLE_IMAGE)
    return traits->relative == 0 && traits->address < 1 && traits->address > 0.5 ? "absolute-url" : "url";
  if (role == GAZETTE_ROLE_PUBLISHED || role == GAZETTE_ROLE_MODIFIED)
    return "date";
  if (role == GAZETTE_ROLE_BODY)
    return column->is_blocks ? "blocks" : traits->html > 0.25   ? "html"
                                      : traits->markdown > 0.25 ? "markdown"
                                                                : "text";
  if (role == GAZETTE_ROLE_SUMMARY || role == GAZETTE_ROLE_TITLE || role == GAZETTE_ROLE_CAPTION)
    return traits->html > 0 ? "html-text" : "text";

  return "text";
}

static gboolean
is_taken (GazetteProposal *self,
          GazetteColumn   *column)
{
  for (guint i = 0; i < GAZETTE_N_ROLES; i++)
    {
      for (guint j = 0; j < self->fields[i].n; j++)
        {
          if (self->fields[i].choices[j].column == column)
            return TRUE;
        }
    }

  return FALSE;
}

/* The column that is best by its score and by how many of the items it adds to. */
static gboolean
find_next (GazetteProposal *self,
           GazetteRole      role,
           ScoreFunc        score,
           guint64          items,
           guint64          covered,
           GazetteChoice   *choice)
{
  GPtrArray *columns = self->list->columns;
  double best = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      GazetteColumn *column = columns->pdata[i];
      double presence = get_presence (column, items & ~covered);
      double own;
      double whole;

      if (is_taken (self, column) || ((column->mask & items) == 0 && role != GAZETTE_ROLE_BODY))
        continue;
      own = score (column, role);
      if (own < MIN_CONFIDENCE && role != GAZETTE_ROLE_SLUG)
        continue;
      if (presence == 0 && own < GOOD_CONFIDENCE)
        continue;
      whole = own * (role == GAZETTE_ROLE_TITLE ? 0.5 + 0.5 * presence : 0.75 + 0.25 * presence);
      if (whole > best + 1e-9)
        {
          best = whole;
          *choice = (GazetteChoice) { column, get_as (column, role), own };
        }
    }

  return best > 0;
}

/* @n_most: how many columns at most, the best and what it falls back on */
static void
choose (GazetteProposal *self,
        GazetteRole      role,
        ScoreFunc        score,
        guint64          items,
        guint            n_most)
{
  GazetteChoices *choices = &self->fields[role];
  guint64 covered = 0;
  GazetteChoice choice;

  while (choices->n < n_most && find_next (self, role, score, items, covered, &choice))
    {
      /* What is far less sure is no more than noise. */
      if (choices->n > 0 && choice.confidence < choices->choices[0].confidence * 0.5)
        return;
      choices->choices[choices->n++] = choice;
      covered |= choice.column->mask;
    }
}

/* A date that no other claims more is the one of publication. */
static void
choose_dates (GazetteProposal *self,
              guint64          items)
{
  choose (self, GAZETTE_ROLE_MODIFIED, score_date, items, 2);
  if (self->fields[GAZETTE_ROLE_MODIFIED].n > 0 && self->fields[GAZETTE_ROLE_MODIFIED].choices[0].confidence < 0.6)
    self->fields[GAZETTE_ROLE_MODIFIED].n = 0;
  choose (self, GAZETTE_ROLE_PUBLISHED, score_date, items, 2);
  if (self->fields[GAZETTE_ROLE_PUBLISHED].n == 0 && self->fields[GAZETTE_ROLE_MODIFIED].n > 0)
    {
      self->fields[GAZETTE_ROLE_PUBLISHED] = self->fields[GAZETTE_ROLE_MODIFIED];
      self->fields[GAZETTE_ROLE_MODIFIED].n = 0;
      self->fields[GAZETTE_ROLE_PUBLISHED].choices[0].confidence *= 0.8;
    }
}

/* The text and what stands for it in short; where there is one text only, its
 * name and its length say which it is. */
static void
choose_texts (GazetteProposal *self,
              guint64          items)
{
  choose (self, GAZETTE_ROLE_BODY, score_body, items, 3);
  if (self->fields[GAZETTE_ROLE_BODY].n > 0 && self->fields[GAZETTE_ROLE_BODY].choices[0].confidence < 0.46)
    self->fields[GAZETTE_ROLE_BODY].n = 0;
  choose (self, GAZETTE_ROLE_SUMMARY, score_summary, items, 2);

  /* With nothing else to read, what there is is the article. */
  if (self->fields[GAZETTE_ROLE_BODY].n == 0 && self->fields[GAZETTE_ROLE_SUMMARY].n > 0)
    {
      const GazetteChoice *summary = &self->fields[GAZETTE_ROLE_SUMMARY].choices[0];

      if (summary->column->traits.html > 0.25 || summary->column->traits.chars > 300)
        {
          self->fields[GAZETTE_ROLE_BODY].n = 1;
          self->fields[GAZETTE_ROLE_BODY].choices[0] =
            (GazetteChoice) { summary->column, get_as (summary->column, GAZETTE_ROLE_BODY), summary->confidence * 0.8 };
        }
    }
}

static void
choose_language (GazetteProposal *self,
                 guint64          items)
{
  choose (self, GAZETTE_ROLE_LANGUAGE, score_language, items, 1);
  choose (self, GAZETTE_ROLE_ID, score_id, items, 1);
  /* An id that some lack would make two articles of one. */
  if (self->fields[GAZETTE_ROLE_ID].n > 0 && get_presence (self->fields[GAZETTE_ROLE_ID].choices[0].column, items) < 1)
    self->fields[GAZETTE_ROLE_ID].n = 0;
}

/* What an item says that it is, as in "type": "taxonomy_term". */
static void
count_types (GazetteProposal *self,
             GazetteColumn   *column)
{
  static const char *const names[] = { "type", "kind", "taxonomy", "object", "entitytype", "contenttype", "typename", "doctype", NULL };
  g_autofree char *name = gazette_infer_fold_name (column->names[0]);

  if (!g_strv_contains (names, name) || column->traits.string < 1)
    return;
  for (guint i = 0; i < column->values->len; i++)
    {
      const char *type = json_node_get_string (column->values->pdata[i]);

      for (guint kind = 0; kind < GAZETTE_N_KINDS; kind++)
        self->kinds[kind] += 2.5 * gazette_infer_type (kind, type) / column->values->len;
    }
}

static void
count_kinds (GazetteProposal *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *columns = self->list->columns;

  for (guint i = 0; i < columns->len; i++)
    {
      GazetteColumn *column = columns->pdata[i];

      if (column->names[0] == NULL)
        continue;
      if (column->names[1] == NULL)
        count_types (self, column);
      if (!g_hash_table_add (seen, column->names[0]))
        continue;
      for (guint kind = 0; kind < GAZETTE_N_KINDS; kind++)
        self->kinds[kind] += gazette_infer_kind (kind, column->names[0]);
    }
}

static double
get_confidence (GazetteProposal *self,
                GazetteRole      role)
{
  return self->fields[role].n > 0 ? self->fields[role].choices[0].confidence : 0;
}

/*
 * gazette_infer_propose:
 * @self: (out): what to fill in
 * @list: a list with its columns
 *
 * Chooses the columns that are the fields of an article.
 */
void
gazette_infer_propose (GazetteProposal      *self,
                       GazetteCandidateList *list)
{
  guint64 all = list->items->len >= 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << list->items->len) - 1;
  guint64 items = 0;

  memset (self, 0, sizeof *self);
  self->list = list;
  count_kinds (self);

  choose (self, GAZETTE_ROLE_TITLE, score_title, all, 2);
  for (guint i = 0; i < self->fields[GAZETTE_ROLE_TITLE].n; i++)
    items |= self->fields[GAZETTE_ROLE_TITLE].choices[i].column->mask;
  self->is_micro = count_bits (items) * 5 < count_bits (all) * 2 || get_confidence (self, GAZETTE_ROLE_TITLE) < 0.4;
  /* A title that only few have is something else, unless it is called one. */
  if (self->is_micro && get_confidence (self, GAZETTE_ROLE_TITLE) < 0.75)
    self->fields[GAZETTE_ROLE_TITLE].n = 0;
  self->items = self->is_micro ? all : items;

  choose_dates (self, self->items);
  choose (self, GAZETTE_ROLE_IMAGE, score_image, self->items, 3);
  choose (self, GAZETTE_ROLE_URL, score_url, self->items, 3);
  choose (self, GAZETTE_ROLE_AUTHOR, score_name, self->items, 2);
  choose_texts (self, self->items);
  choose (self, GAZETTE_ROLE_CAPTION, score_caption, self->items, 2);
  choose (self, GAZETTE_ROLE_TAGS, score_name, self->items, 2);
  choose_language (self, self->items);
  if (self->fields[GAZETTE_ROLE_URL].n == 0)
    choose (self, GAZETTE_ROLE_SLUG, score_slug, self->items, 1);
}
