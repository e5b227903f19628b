/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "gazette-extract-private.h"

/* Some frameworks give an element hundreds of classes. */
#define MAX_NAMES 512
#define MAX_WORD 48
#define MAX_ID_WORDS 4

typedef struct
{
  const char *word;
  guint       signals;
} Word;

#define BODY GAZETTE_SIGNAL_BODY
#define ARTICLE GAZETTE_SIGNAL_ARTICLE
#define CONTENT GAZETTE_SIGNAL_CONTENT
#define LEAD GAZETTE_SIGNAL_LEAD
#define JUNK GAZETTE_SIGNAL_JUNK
#define WEAK GAZETTE_SIGNAL_WEAK_JUNK
#define COMMENTS GAZETTE_SIGNAL_COMMENTS
#define META GAZETTE_SIGNAL_META
#define CAPTION GAZETTE_SIGNAL_CAPTION
#define PICTURE GAZETTE_SIGNAL_PICTURE

/* Words of names, which are parted where the case changes and at all that is no
 * letter. */
static const Word words[] = {
  { "ad", JUNK },
  { "ads", JUNK },
  { "adsense", JUNK },
  { "adslot", JUNK },
  { "advert", JUNK },
  { "advertise", JUNK },
  { "advertisement", JUNK },
  { "advertising", JUNK },
  { "article", ARTICLE },
  { "articlebody", BODY },
  { "articlecontent", BODY },
  { "articletext", BODY },
  { "author", META },
  { "authors", META },
  { "banner", WEAK },
  { "bio", META },
  { "blog", ARTICLE },
  { "blogbody", BODY },
  { "body", CONTENT },
  { "bodycopy", BODY },
  { "bodytext", BODY },
  { "breadcrumb", JUNK },
  { "breadcrumbs", JUNK },
  { "button", WEAK },
  { "buttons", WEAK },
  { "byline", META },
  { "bylines", META },
  { "caption", CAPTION },
  { "captions", CAPTION },
  { "carousel", WEAK },
  { "categories", META },
  { "comment", COMMENTS },
  { "commenting", COMMENTS },
  { "commentlist", COMMENTS },
  { "comments", COMMENTS },
  { "consent", JUNK },
  { "content", CONTENT },
  { "contents", CONTENT },
  { "cookie", JUNK },
  { "cookies", JUNK },
  { "copy", CONTENT },
  { "copyright", WEAK },
  { "credit", CAPTION },
  { "credits", CAPTION },
  { "cta", WEAK },
  { "date", META },
  { "dateline", META },
  { "datetime", META },
  { "deck", LEAD },
  { "dek", LEAD },
  { "dialog", JUNK },
  { "disclaimer", WEAK },
  { "discussion", COMMENTS },
  { "disqus", COMMENTS },
  { "donate", WEAK },
  { "entry", ARTICLE },
  { "excerpt", LEAD },
  { "figure", PICTURE },
  { "follow", WEAK },
  { "footer", WEAK },
  { "gallery", PICTURE },
  { "gdpr", JUNK },
  { "hentry", ARTICLE },
  { "image", PICTURE },
  { "imagebox", PICTURE },
  { "images", PICTURE },
  { "img", PICTURE },
  { "intro", LEAD },
  { "keywords", META },
  { "lead", LEAD },
  { "lede", LEAD },
  { "login", JUNK },
  { "main", CONTENT },
  { "masthead", JUNK },
  { "menu", JUNK },
  { "meta", META },
  { "metadata", META },
  { "modal", JUNK },
  { "mostread", JUNK },
  { "nav", JUNK },
  { "navbar", JUNK },
  { "navigation", JUNK },
  { "news", ARTICLE },
  { "newsletter", JUNK },
  { "newsletters", JUNK },
  { "outbrain", JUNK },
  { "overlay", WEAK },
  { "pager", JUNK },
  { "pagination", JUNK },
  { "paywall", WEAK },
  { "photo", PICTURE },
  { "photocredit", CAPTION },
  { "photos", PICTURE },
  { "picture", PICTURE },
  { "pictures", PICTURE },
  { "popular", JUNK },
  { "popup", JUNK },
  { "post", ARTICLE },
  { "postbody", BODY },
  { "postcontent", BODY },
  { "posttext", BODY },
  { "preamble", LEAD },
  { "print", WEAK },
  { "promo", JUNK },
  { "promos", JUNK },
  { "promoted", JUNK },
  { "promotion", JUNK },
  { "pullquote", WEAK },
  { "rating", WEAK },
  { "ratings", WEAK },
  { "readmore", JUNK },
  { "recirc", JUNK },
  { "recirculation", JUNK },
  { "recommendation", JUNK },
  { "recommendations", JUNK },
  { "recommended", JUNK },
  { "related", JUNK },
  { "relatedposts", JUNK },
  { "respond", COMMENTS },
  { "search", WEAK },
  { "share", JUNK },
  { "sharebar", JUNK },
  { "sharing", JUNK },
  { "shoutbox", JUNK },
  { "sidebar", JUNK },
  { "signup", JUNK },
  { "sitemap", JUNK },
  { "skip", WEAK },
  { "slideshow", PICTURE },
  { "social", JUNK },
  { "sponsor", JUNK },
  { "sponsored", JUNK },
  { "standfirst", LEAD },
  { "story", ARTICLE },
  { "storybody", BODY },
  { "storycontent", BODY },
  { "storytext", BODY },
  { "subscribe", JUNK },
  { "subscription", JUNK },
  { "subscriptions", JUNK },
  { "syndication", WEAK },
  { "taboola", JUNK },
  { "tag", META },
  { "tagged", META },
  { "taglist", META },
  { "tags", META },
  { "teaser", WEAK },
  { "teasers", JUNK },
  { "text", CONTENT },
  { "thumbnail", PICTURE },
  { "timestamp", META },
  { "toc", WEAK },
  { "toolbar", JUNK },
  { "tools", WEAK },
  { "topics", META },
  { "trending", JUNK },
  { "ugc", COMMENTS },
  { "widget", WEAK },
  { "widgets", WEAK },
};

/* What may stand anywhere in a word. */
static const Word stems[] = {
  { "articlebody", BODY },
  { "breadcrumb", JUNK },
  { "newsletter", JUNK },
  { "outbrain", JUNK },
  { "relatedarticle", JUNK },
  { "relatedpost", JUNK },
  { "relatedstor", JUNK },
  { "sidebar", JUNK },
  { "socialshare", JUNK },
  { "subscri", JUNK },
  { "taboola", JUNK },
};

/* What programs call all of a page, or an article that is on the first page, too. */
static const char *const neutral[] = { "dialog-off-canvas-main-canvas", "node--promoted", "node-promoted" };

static int
compare_word (const void *word,
              const void *entry)
{
  return strcmp (word, ((const Word *) entry)->word);
}

static guint
read_word (const char *word)
{
  const Word *found = bsearch (word, words, G_N_ELEMENTS (words), sizeof (Word), compare_word);
  guint signals = found != NULL ? found->signals : 0;

  for (guint i = 0; i < G_N_ELEMENTS (stems); i++)
    {
      if (strstr (word, stems[i].word) != NULL)
        signals |= stems[i].signals;
    }

  return signals;
}

static gboolean
is_neutral (const char *name,
            gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (neutral); i++)
    {
      if (strlen (neutral[i]) == length && strncmp (neutral[i], name, length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What the words of one name, such as "article-body", say together. */
static guint
read_name (const char *name,
           gsize       length)
{
  char word[MAX_WORD];
  gsize n = 0;
  gboolean is_embed = FALSE;
  guint signals = 0;

  for (gsize i = 0; i <= length; i++)
    {
      char c = i < length ? name[i] : '\0';
      gboolean begins = i > 0 && g_ascii_isupper (c) && g_ascii_islower (name[i - 1]);

      if (n > 0 && (begins || !g_ascii_isalpha (c)))
        {
          word[n] = '\0';
          is_embed |= strcmp (word, "embed") == 0;
          signals |= read_word (word);
          n = 0;
        }
      if (g_ascii_isalpha (c) && n + 1 < sizeof word)
        word[n++] = g_ascii_tolower (c);
    }

  /* A "social-media-embed" shows what somebody said. */
  if (is_embed)
    signals &= ~(JUNK | WEAK);

  /* "post-body" is the text of it, and "article-footer" no article. */
  if ((signals & (ARTICLE | CONTENT)) == (ARTICLE | CONTENT) &&
      (signals & (JUNK | WEAK | COMMENTS | META | CAPTION | LEAD)) == 0)
    signals |= BODY;

  return signals;
}

static guint
read_names (const char *names)
{
  const char *end;
  guint signals = 0;

  if (names == NULL)
    return 0;

  end = names + strnlen (names, MAX_NAMES);
  while (names < end)
    {
      gsize length = strcspn (names, " \t\n\f\r");

      length = MIN (length, (gsize) (end - names));
      if (!is_neutral (names, length))
        signals |= read_name (names, length);
      names += length;
      names += strspn (names, " \t\n\f\r");
    }

  return signals;
}

/* An id that is made of a heading says what the text is about. */
static gboolean
is_sentence (const char *id)
{
  guint n = 0;

  for (const char *p = id; *p != '\0' && n < MAX_ID_WORDS; p++)
    n += *p == '-' || *p == '_';

  return n >= MAX_ID_WORDS;
}

static guint
read_role (const char *role)
{
  static const char *const junk[] = {
    "navigation", "search", "menu", "menubar", "toolbar", "dialog", "alertdialog", "alert", "banner", "complementary",
    "contentinfo", "tooltip", "button", "tablist", "listbox", "form",
  };

  if (role == NULL)
    return 0;
  if (strcmp (role, "article") == 0)
    return ARTICLE;
  if (strcmp (role, "main") == 0)
    return CONTENT;

  for (guint i = 0; i < G_N_ELEMENTS (junk); i++)
    {
      if (strcmp (role, junk[i]) == 0)
        return JUNK;
    }

  return 0;
}

static guint
read_tag (GumboTag tag)
{
  switch ((guint) tag)
    {
    case GUMBO_TAG_ARTICLE:
      return ARTICLE;
    case GUMBO_TAG_MAIN:
      return CONTENT;
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_FORM:
      return JUNK;
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_TIME:
      return META;
    case GUMBO_TAG_HEADER:
      return WEAK;
    case GUMBO_TAG_FIGCAPTION:
      return CAPTION;
    default:
      return 0;
    }
}

/*
 * gazette_signals_read:
 * @node: an element
 *
 * Reads the words of its tag, role, id, classes and microdata.
 *
 * Returns: what they say
 */
GazetteSignals
gazette_signals_read (const GumboNode *node)
{
  const char *property = gazette_html_get_attribute (node, "itemprop");
  const char *id = gazette_html_get_attribute (node, "id");
  guint signals = read_tag (node->v.element.tag);

  /* The names of a page say how it is laid out, and what is switched on in it. */
  if (node->v.element.tag == GUMBO_TAG_BODY)
    return signals;

  signals |= read_role (gazette_html_get_attribute (node, "role"));
  signals |= read_names (gazette_html_get_attribute (node, "class"));
  if (id != NULL && !is_sentence (id))
    signals |= read_names (id);
  if (property != NULL && strstr (property, "articleBody") != NULL)
    signals |= BODY;
  else if (property != NULL && (strcmp (property, "author") == 0 || strcmp (property, "datePublished") == 0))
    signals |= META;

  return signals;
}
