/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-extract-private.h"

/* Texts that point at other articles are short. */
#define MAX_POINTER 400
#define MAX_LABEL 40
#define MIN_RULE 3
#define MAX_NOTICE 450
#define MAX_META 160

/* How a line or a heading begins that leads to other articles, in small letters. */
static const char *const pointers[] = {
  "related:", "related stories", "related articles", "related content", "related news", "related posts",
  "related topics", "related coverage", "related links", "related reading", "related |", "read more", "read also",
  "read next", "read:", "read the full", "also read", "also see", "also on", "see also", "see more", "more from",
  "more on ", "more about", "more great", "more news", "more stories", "more:", "most popular", "most read",
  "don't miss", "don’t miss", "you may also like", "you might also like", "you may like", "recommended for you",
  "recommended:", "recommended stories", "trending", "top stories", "latest news", "latest stories", "editor's picks",
  "editors' picks", "editor’s picks", "editors’ picks", "up next", "watch:", "watch now", "watch more",
  "click here", "join the conversation", "what to read next", "must read", "in other news", "elsewhere on", "tags:",
  "tags ", "tagged", "filed under", "categories:", "category:", "posted in", "publicado em", "keep reading",
  "continue reading", "further reading:", "promoted", "sponsored", "lesen sie auch", "mehr zum thema", "mehr dazu",
  "auch interessant", "das könnte sie auch interessieren", "weiterlesen", "lesen sie mehr", "zum thema",
  "lire aussi", "à lire aussi", "a lire aussi", "à lire :", "lire la suite", "voir aussi", "sur le même sujet",
  "leia também", "leia mais", "leia ainda", "veja também", "veja mais", "saiba mais", "você pode gostar",
  "lea también", "lee también", "leer más", "te puede interesar", "también te puede interesar",
  "más información:", "ver también", "mira también", "leggi anche", "leggi tutto", "potrebbe interessarti",
  "lees ook", "lees meer", "läs också", "läs mer", "les også", "læs også", "lue myös", "czytaj też",
  "czytaj także", "czytaj więcej", "zobacz też", "zobacz także", "čtěte také", "citește și", "olvasd el",
  "διαβάστε επίσης", "читайте также", "читайте ещё", "читать также",
  "смотрите также", "читайте також", "ayrıca bakınız", "baca juga", "xem thêm",
  "اقرأ أيضا", "اقرأ أيضًا", "קראו גם", "यह भी पढ़ें", "関連記事",
  "あわせて読みたい", "続きを読む", "相关阅读", "相关新闻", "相关文章", "延伸阅读",
  "延伸閱讀", "推荐阅读", "관련기사", "관련 기사",
};

/* What is said beside an article on many pages; a label is all of a text. */
static const char *const labels[] = {
  "ad", "ads", "advert", "advertisement", "advertising", "advertisement - story continues below",
  "story continues below", "story continues below advertisement", "article continues below advertisement",
  "continue reading below", "sponsored", "sponsored content", "sponsored links", "promoted content", "share",
  "share this", "share this article", "share this story", "share this post", "shares", "tweet", "print", "email",
  "save", "comments", "comment", "no comments", "leave a comment", "post a comment", "view comments", "show comments",
  "subscribe", "subscribe now", "sign up", "log in", "caption", "close", "loading", "loading...", "advertise",
  "play video", "watch", "listen", "follow us", "tags", "tags:", "topics", "topics:", "filed under", "filed under:",
  "back to top", "skip to content", "skip to main content", "skip advertisement", "see all", "view all", "show more",
  "supported by", "hide caption", "toggle caption", "enlarge this image", "view gallery", "view slideshow", "anzeige",
  "werbung", "teilen", "kommentare", "publicité", "partager", "publicidad", "publicidade", "compartilhar",
  "compartir", "pubblicità", "condividi", "advertentie", "reklam", "reklama", "реклама",
  "поделиться", "広告", "广告", "إعلان",
};

/* What a notice has in it. One of these is enough where an article ends. */
static const char *const notices[] = {
  "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
  "todos os direitos reservados", "tutti i diritti riservati", "все права защищены", "무단전재",
  "転載を禁じます", "未经授权", "版权所有", "may not be published, broadcast", "may not be reproduced",
  "subject to copyright", "no part may be reproduced", "terms of use", "terms of service", "privacy policy", "©",
  "ⓒ", "copyright 20", "contributed to this report", "contributed reporting", "contributed to this story",
  "contributed to this article", "reporting by ", "editing by ", "additional reporting by", "compiled by ",
  "edited by ", "newsletter", "sign up for", "sign up to", "sign up here", "subscribe to", "subscribe for",
  "subscribe now", "subscribe today", "click here to", "click here for", "read the original", "follow us on",
  "follow us @", "follow him on", "follow her on", "follow them on", "follow me on", "follow @", "like us on",
  "join us on", "on twitter at", "on twitter @", "on facebook at", "can be reached at", "may be reached at",
  "reach him at", "reach her at", "reach them at", "reach the reporter", "email us at", "e-mail us at",
  "contact us at", "contact the author", "contact the writer", "send us", "have a tip", "got a tip", "news tip",
  "let us know", "download the app", "download our app", "our app", "leave a comment", "in the comments",
  "comments below", "share this article", "share this story", "support our journalism", "support our work",
  "make a donation", "follow ap", "follow our", "more ap ", "full coverage", "originally appeared on",
  "originally published", "was first published", "this article appeared in", "this story was originally",
  "retrieved 2", "first published:", "last updated", "folgen sie uns", "abonnieren sie", "jetzt abonnieren",
  "suivez-nous", "abonnez-vous", "síguenos", "suscríbete", "siga-nos", "siga o ", "inscreva-se", "assine ",
  "seguici", "iscriviti", "подписывайтесь", "подпишитесь", "подписаться",
};

static char *
dup_lower (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, MIN (strlen (text), MAX_NOTICE * 3));

  /* It may have been cut within a character. */
  return g_utf8_make_valid (lower, -1);
}

static const char *
skip_marks (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isalnum (c) || c == 0xa9 || c == 0x24d2)
        break;
    }

  return text;
}

/*
 * gazette_phrase_is_pointer:
 * @text: a text of a page
 *
 * Returns: whether it leads to other articles, or is the heading over such
 */
gboolean
gazette_phrase_is_pointer (const char *text)
{
  g_autofree char *lower = NULL;
  const char *start;

  if (strlen (text) > MAX_POINTER)
    return FALSE;

  lower = dup_lower (text);
  start = skip_marks (lower);
  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++)
    {
      if (g_str_has_prefix (start, pointers[i]))
        return TRUE;
    }

  return FALSE;
}

/* "Image 2 of 5", "2/5". */
static gboolean
is_count (const char *text)
{
  guint n_numbers = 0;
  guint n_words = 0;
  gboolean in_word = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      gboolean is_part = g_ascii_isalnum (*p) || (guchar) *p >= 0x80;

      n_words += is_part && !in_word;
      n_numbers += g_ascii_isdigit (*p) && !in_word;
      in_word = is_part;
    }

  return n_numbers == 2 && n_words <= 4 && n_words >= 2 && !g_ascii_isdigit (text[0]);
}

/*
 * gazette_phrase_is_label:
 * @text: a text of a page
 *
 * Returns: whether it is nothing but the label of a button or an advertisement
 */
gboolean
gazette_phrase_is_label (const char *text)
{
  g_autofree char *lower = NULL;
  const char *start;
  gsize length;

  if (strlen (text) > MAX_LABEL)
    return FALSE;

  lower = dup_lower (text);
  start = skip_marks (lower);
  length = strlen (start);
  for (guint i = 0; length > 0 && i < G_N_ELEMENTS (labels); i++)
    {
      if (strcmp (start, labels[i]) == 0)
        return TRUE;
    }

  /* Some dots or stars part two scenes. */
  if (is_count (text))
    return TRUE;
  return length == 0 && strlen (text) < MIN_RULE;
}

/*
 * gazette_phrase_is_notice:
 * @text: a text near the end of an article
 *
 * Returns: whether it is about rights, about the writer, or asks for something
 */
gboolean
gazette_phrase_is_notice (const char *text)
{
  g_autofree char *lower = NULL;

  if (strlen (text) > MAX_NOTICE)
    return FALSE;

  /* An address of the writer. */
  if (strchr (text, '@') != NULL)
    return TRUE;

  lower = dup_lower (text);
  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      if (strstr (lower, notices[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
ends_sentence (const char *text)
{
  static const char *const ends[] = { ".", "!", "?", "…", "。", "！", "？", "”", "\"", "»", "」", ":", "：", "؟", "।" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (g_str_has_suffix (text, ends[i]))
        return TRUE;
    }

  return FALSE;
}

/*
 * gazette_phrase_is_sentence:
 * @text: a text of a page
 *
 * Returns: whether it ends as a sentence does
 */
gboolean
gazette_phrase_is_sentence (const char *text)
{
  gsize length = strlen (text);

  /* "(…)" counts by what is in it. */
  if (length > 2 && text[length - 1] == ')')
    {
      g_autofree char *inner = g_strndup (text, length - 1);

      return ends_sentence (inner);
    }

  return ends_sentence (text);
}

/*
 * gazette_phrase_is_date:
 * @text: a text near the start of an article
 *
 * Returns: whether it seems to say when the article was published
 */
gboolean
gazette_phrase_is_date (const char *text)
{
  guint n_digits = 0;
  gboolean has_year = FALSE;
  gboolean has_time = FALSE;

  if (strlen (text) > MAX_META)
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      gboolean is_digit = g_ascii_isdigit (*p);

      n_digits = is_digit ? n_digits + 1 : 0;
      if (n_digits == 4 && !g_ascii_isdigit (p[1]) && (strncmp (p - 3, "19", 2) == 0 || strncmp (p - 3, "20", 2) == 0))
        has_year = TRUE;
      if (p > text && *p == ':' && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[1]))
        has_time = TRUE;
    }

  return has_year || has_time;
}
