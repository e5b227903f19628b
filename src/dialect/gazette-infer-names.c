/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the names in a document speak for. They are evidence beside the values,
 * so a word is here when it is common for its meaning in any API, in any of the
 * languages that people name things in.
 */

#include "config.h"

#include <string.h>

#include "gazette-infer-private.h"

/* Words of one weight, in percent, parted by spaces; folded when compared. */
typedef struct
{
  GazetteRole  role;
  int          weight;
  const char  *words;
} Group;

static const Group groups[] = {
  { GAZETTE_ROLE_TITLE, 100,
    "title headline titulo títol titular manchete titre titel titolo kop koptekst overskrift rubrik otsikko tytuł titulek "
    "nadpis cím başlık titlu заголовок заглавие наслов τίτλος כותרת عنوان شीर्षक शीर्षक শিরোনাম தலைப்பு หัวข้อ tiêuđề judul tajuk "
    "标题 標題 题目 タイトル 見出し 題名 제목 titleplain webtitle posttitle newstitle articletitle fulltitle überschrift schlagzeile "
    "hed headlinetext headertitle displaytitle fancytitle topictitle storytitle contenttitle longtitle maintitle" },
  { GAZETTE_ROLE_TITLE, 80, "heading header subject asunto betreff objet oggetto assunto тема titletext newsheadline normalizedtitle" },
  { GAZETTE_ROLE_TITLE, 62, "name nombre nome nom naam navn namn nimi nazwa название имя название 名称 名稱 名前 이름 اسم label" },
  { GAZETTE_ROLE_TITLE, -60,
    "subtitle subtitulo untertitel sottotitolo sub kicker seo og meta twitter social short html user author category "
    "section source site feed blog page url image video slug type file count section image media column card" },

  { GAZETTE_ROLE_URL, 100,
    "url link permalink weburl webhref permalinkurl shareurl articleurl posturl newsurl htmlurl pageurl fullurl "
    "sourceurl enlace enlaces lien liens adresse verweis collegamento ligação vínculo odkaz länk lenke linkki адрес ссылка посилання "
    "链接 連結 网址 網址 リンク 링크 رابط קישור bağlantı tautan liên-kết deeplink weblink" },
  { GAZETTE_ROLE_URL, 85, "canonical canonicalurl externalurl href uri alternate loc location website web origin external share public guid" },
  { GAZETTE_ROLE_URL, 75, "path pathname permalinkpath urlpath relativeurl alias route pfad chemin ruta percorso caminho путь パス" },
  { GAZETTE_ROLE_URL, 60, "short shorturl unescapedurl mobileurl ampurl id" },
  { GAZETTE_ROLE_URL, -90,
    "image img picture photo thumb thumbnail icon avatar logo media video audio enclosure file download api feed rss self "
    "comments comment author user category tag embed source site publisher next previous prev collection about reply "
    "cover banner stream gravatar profile base podcast hub edit endpoint extracted download attachment player playlist" },

  { GAZETTE_ROLE_PUBLISHED, 100,
    "published publishedat publishdate datepublished pubdate publicationdate webpublicationdate dategmt postdate posted postedat publishedon "
    "datepublication issued publishtime publishedtime releasedate publishedts firstpublished firstpublishedat displaydate publicado "
    "publicación fechapublicacion fechadepublicacion publié datepublication veröffentlicht erschienen veröffentlichtam "
    "pubblicato datapubblicazione datapublicacao gepubliceerd publicatiedatum opublikowano опубликовано публикация датапубликации "
    "发布时间 发布日期 發佈時間 發布日期 公開日 公開日時 投稿日 掲載日 게시일 등록일 تاريخالنشر yayıntarihi publicerad publisert udgivet julkaistu" },
  { GAZETTE_ROLE_PUBLISHED, 85,
    "date datetime time timestamp created createdat creationdate datecreated createdutc createddate createdon ctime createtime "
    "fecha fechahora hora data dataora datum dato dátum zeit zeitpunkt zeitstempel uhrzeit heure horaire дата время датавремя 日期 时间 時間 "
    "日付 日時 날짜 시간 تاريخ ημερομηνία תאריך tarih tanggal ngày วันที่ तारीख creado creada créé erstellt creato criado aangemaakt создано "
    "inserted insertdate added addedat dateadded saved savedat releasedat when ts pub day" },
  { GAZETTE_ROLE_PUBLISHED, 30, "updated updatedat modified modifiedat lastmodified changed edited" },
  { GAZETTE_ROLE_PUBLISHED, -70,
    "start end expires expiry expire deleted birth crawled crawl fetched checked indexed last next scheduled until bumped "
    "comment read event closing valid login" },

  { GAZETTE_ROLE_MODIFIED, 100,
    "updated updatedat updatedate modified modifiedat modifieddate datemodified modifiedgmt lastmodified lastmodifieddate lastmodifiedat updatedon changed changedat "
    "edited editedat lastupdated lastupdate lastedited revised mtime updatetime updatedtime dateupdated actualizado fechaactualizacion modificado "
    "actualisé misàjour modifié datemodification geändert aktualisiert aktualisiertam geaendert aggiornato modificato atualizado gewijzigd bijgewerkt "
    "обновлено изменено датаобновления 更新时间 更新時間 更新日 更新日時 수정일 تاريخالتحديث güncellendi uppdaterad oppdatert" },
  { GAZETTE_ROLE_MODIFIED, -70, "comment read bumped header revision" },

  { GAZETTE_ROLE_SUMMARY, 100,
    "summary excerpt abstract teaser standfirst trailtext dek deck snippet lead lede intro introduction chapo chapô resumen resumo resum résumé "
    "riassunto sommario zusammenfassung vorspann anreißer anreisser samenvatting inleiding ingress sammanfattning sammendrag resumé manchet "
    "streszczenie zajawka perex анонс лид аннотация кратко 摘要 概要 简介 簡介 導讀 リード 要約 요약 ملخص תקציר özet ringkasan tómtắt "
    "sapo description descripcion descripción descrição descrizione beschreibung omschrijving beskrivelse beskrivning kuvaus opis popis leírás açıklama "
    "описание опис 描述 説明 설명 وصف תיאור deskripsi môtả shortdescription metadescription bajada copete entradilla sumario chapeau "
    "descriptionplain shorttext previewtext previewcontent contentsnippet extract customexcerpt textpreview truncatedbodytext spoilertext" },
  { GAZETTE_ROLE_SUMMARY, 80, "subtitle subtitulo untertitel soustitre sottotitolo subheadline subhead subheading subtítulo preview blurb kurztext kurzfassung caption tagline "
                              "shortcontent introtext leadtext about desc bajante подзаголовок 副标题 副標題 サブタイトル" },
  { GAZETTE_ROLE_SUMMARY, 20, "text content" },
  { GAZETTE_ROLE_SUMMARY, -60, "image seo social twitter og meta author user site category source photo alt credit search" },

  { GAZETTE_ROLE_BODY, 100,
    "body content html contenthtml bodyhtml articlebody fulltext contentencoded encoded fullcontent bodytext contenttext maintext storybody "
    "contenido cuerpo conteúdo conteudo corpo contenu corps texte contenuto testo inhalt artikeltext haupttext fließtext volltext inhoud broodtekst brødtekst brödtext innehåll innhold "
    "indhold sisältö leipäteksti treść tresc obsah tartalom içerik conținut контент содержание тело текст текстстатьи зміст περιεχόμενο תוכן محتوى المحتوى सामग्री "
    "内容 內容 正文 全文 本文 記事本文 コンテンツ 내용 본문 isi konten nộidung เนื้อหา cooked selftexthtml bodymarkdown renderedbody blocks richtext bodyblocks contentblocks paragraphs" },
  { GAZETTE_ROLE_BODY, 85, "text message post article story texto tekst raw markdown md plaintext value full selftext rendered document note copy news sections components elements body2 caption" },
  { GAZETTE_ROLE_BODY, 45, "description extract longdescription descripcion beschreibung описание" },
  { GAZETTE_ROLE_BODY, 30, "summary excerpt snippet" },
  { GAZETTE_ROLE_BODY, -70, "title image author user meta seo comment alt credit user signature footer short url type header summary excerpt preview copyright" },

  { GAZETTE_ROLE_IMAGE, 100,
    "image img imageurl imgurl urltoimage picture pictureurl photo photourl thumbnail thumbnailurl thumb cover coverimage coverurl featuredimage featureimage featuredmedia "
    "leadimage heroimage hero mainimage lead leadimageurl images pictures photos thumbnails "
    "imagen imagenes imágenes foto fotos imagem imagens immagine immagini copertina bild bilder bildurl titelbild vorschaubild aufmacherbild afbeelding afbeeldingen plaatje "
    "billede bilde kuva obraz obrazek obrázek kép resim görsel imagine изображение картинка фото обложка превью зображення εικόνα תמונה صورة चित्र 图片 圖片 封面 配图 缩略图 "
    "画像 写真 サムネイル アイキャッチ 이미지 사진 썸네일 gambar hìnhảnh ảnh รูปภาพ vignette visuel illustration miniature portada capa originalimage pic pics preview" },
  { GAZETTE_ROLE_IMAGE, 85, "headerimage bannerimage teaserimage posterimage previewimage socialimage ogimage twitterimage" },
  { GAZETTE_ROLE_IMAGE, 70, "media banner poster multimedia artwork art still visual figure enclosure mediathumbnail mediacontent asset assets splash background main" },
  { GAZETTE_ROLE_IMAGE, -90, "avatar author user gravatar profile icon logo favicon caption alt credit publisher contributor byline badge emoji flair sponsor editor account copyright width height type badge" },
  { GAZETTE_ROLE_IMAGE, -25, "static social twitter og meta seo small tiny" },

  { GAZETTE_ROLE_CAPTION, 100, "caption imagecaption photocaption bildunterschrift legende légende didascalia leyenda legenda bijschrift piedefoto piedepagina подпись 图注 キャプション alttext alt imagealt" },
  { GAZETTE_ROLE_CAPTION, 60, "description title text" },

  { GAZETTE_ROLE_AUTHOR, 100,
    "author authors authorname byline creator creators writer writers dccreator contributor contributors reporter autor autores autoría auteur auteurs autore autori autorin verfasser "
    "autoren schrijver redacteur forfatter författare skribent kirjoittaja tekijä autoři szerző yazar автор авторы автора συγγραφέας כותב מחבר كاتب الكاتب लेखक 作者 记者 記者 撰文 著者 執筆者 筆者 "
    "작성자 기자 글쓴이 penulis tácgiả ผู้เขียน correspondent journalist authorfullname bylinetext createdby postedby primaryauthor submitter submittername submitteruser ownername" },
  { GAZETTE_ROLE_AUTHOR, 70, "by user account person owner poster postedby editor artist displayname byname from" },
  { GAZETTE_ROLE_AUTHOR, 55, "username nickname login screenname acct" },
  { GAZETTE_ROLE_AUTHOR, -80, "id url image avatar email bio slug link type count role title flair description website location href uri last target acting admin reader" },

  { GAZETTE_ROLE_TAGS, 100,
    "tags tag keywords keyword topics topic categories category labels taglist hashtags subjects themes schlagworte schlagwörter stichworte rubrik rubriken kategorie kategorien ressort "
    "etiquetas categorías categoria categorias categoría temas secciones sección seccion palabrasclave étiquettes catégories rubrique motsclés mots-clés categorie tag parole-chiave "
    "trefwoorden rubriek emneord kategorier avainsanat tagi kategoria štítky címkék etiketler kategori теги метки рубрика рубрики категория категории ключевые ετικέτες תגיות وسوم تصنيف 标签 標籤 分类 分類 栏目 タグ カテゴリ "
    "カテゴリー 태그 분류 카테고리 hashtag desfacet genres section sections sectionname" },
  { GAZETTE_ROLE_TAGS, 60, "channel department subsection genre forum subreddit domain area" },
  { GAZETTE_ROLE_TAGS, -80, "id url count slug link image description href icon color ids emoji" },

  { GAZETTE_ROLE_ID, 100, "id guid uuid articleid postid newsid itemid storyid entryid objectid nid contentid kennung identificador идентификатор key docid internalid identifier shortid id2 permalinkid databaseid messageid" },
  { GAZETTE_ROLE_ID, 60, "slug urn code hash number uri" },
  { GAZETTE_ROLE_ID, -80, "parent author user category comment feed site source media image featured section account origin collection topic revision publication reply owner blog" },

  { GAZETTE_ROLE_LANGUAGE, 100, "language lang locale langcode inlanguage idioma langue sprache lingua língua taal språk sprog język язык 语言 語言 言語 언어 لغة dil" },

  { GAZETTE_ROLE_LIST, 100,
    "articles posts items entries news stories results docs hits data feed articulos artículos noticias artículo entradas publicaciones actualités nouvelles artikel beiträge nachrichten meldungen "
    "articoli notizie artigos notícias berichten nieuws nyheter nyheder artiklar artikler uutiset artykuły aktualności články hírek haberler yazılar статьи новости записи публикации материалы "
    "文章 新闻 新聞 资讯 記事 ニュース 投稿 뉴스 기사 أخبار مقالات חדשות episodes statuses topics headlines records edges nodes rows list children documents content collection value updates" },
  { GAZETTE_ROLE_LIST, -100,
    "comments comment replies reply users authors author contributors tags categories category related recommendations recommended similar media images image gallery photos attachments breadcrumbs menu menus navigation nav "
    "sources source links sections keywords topictags included references facets aggregations filters authors members account accounts mentions emojis taxonomies ads options settings kommentare comentarios commentaires kids "
    "relatedarticles relatedcontent relatedposts mostread mostviewed popular trending errors warnings languages playlists subscriptions feeds bookmarks badges reactions embedded schemas schema posters locations "
    "graph metadata elements assets versions styles fields formats channels next previous related" },

  { GAZETTE_ROLE_FOREIGN, 100,
    "author authors user users creator account category categories tag tags source publisher site blog related recommendations parent comment comments card quote reblog feed channel forum section sections media video videos audio "
    "image images photo photos attachment attachments submitter owner organization org editor contributor contributors provider series topic topics collection previous next prev breadcrumbs primarysection location venue team sponsor "
    "thumbnail cover enclosure links references references embedded yoastheadjson oembed preview origin crosspost crosspostparentlist taxonomy place event posters participants app application emoji emojis mention mentions poll program podcast flair byline autor autoren rubrik kategorie" },
  { GAZETTE_ROLE_FOREIGN, 40, "seo meta og opengraph twitter social metadata extra share tracking analytics schema" },

  { GAZETTE_ROLE_SLUG, 100, "slug urlslug urlname friendlyurl urlkey seourl postname handle url alias permalink path pageurl urltitle" },

  /* Names that say nothing of themselves: those above them count. */
  { GAZETTE_ROLE_GENERIC, 100,
    "url src href link uri path sourceurl source large original full medium small name title label id "
    "displayname fullname username date time iso utc timestamp seconds datetime unix numberlong html content "
    "text plain value body file publicurl secureurl thumbnail image term nom nombre nome headline canonical "
    "markdown md raw nickname first web screenname jpg webp default preferred slug imageurl alternate photo "
    "description summary display login normal big max hd square wide mediaurl data published publicname blocks "
    "document json" },

  /* Names that only wrap the value of the name above them. */
  { GAZETTE_ROLE_WRAPPER, 100,
    "rendered raw value text t cdata default main basic plain processed string iv innertext localized current "
    "cdatasection formatted display und stringvalue timestampvalue integervalue content1 simpletext runs" },

  /* Names that only lie around a whole item. */
  { GAZETTE_ROLE_ENVELOPE, 100,
    "node data attributes fields source item content article post document record properties resource object "
    "entry story news snippet payload result doc json body values nodes edges" },
};

/* What only things that are not articles have; two of them tell. */
static const struct
{
  GazetteKind  kind;
  const char  *words;
} kinds[] = {
  { GAZETTE_KIND_PEOPLE,
    "email phone firstname lastname birthday birthdate dateofbirth password gender followerscount followingcount karma surname "
    "telephone mobile company jobtitle vorname nachname apellido prenom followers following statusescount nationality maidenname" },
  { GAZETTE_KIND_GOODS,
    "price sku stock currency brand discount quantity saleprice regularprice listprice unitprice barcode ean preis precio prix prezzo preço цена 价格 価格 가격 "
    "warranty shipping instock availability rating discountpercentage salesprice" },
  { GAZETTE_KIND_WEATHER,
    "temp temperature humidity pressure wind windspeed precipitation dewpoint cloudcover feelslike tempmin tempmax uvindex "
    "temperature2m magnitude altitude elevation temperatur temperatura visibility rain snow clouds pop summaryday" },
  { GAZETTE_KIND_FEEDS, "feedurl xmlurl siteurl htmlurl feedid etag lastchecked checkedat iconurl sortid sitetitle subscriptionid subscribers" },
  { GAZETTE_KIND_TOPICS,
    "topiccount postcount taxonomy color textcolor bgcolor bgcolorhex articlecount articlescount count totalposts numposts parentid parent subcategories children postscount itemcount trendable usage" },
  { GAZETTE_KIND_SETTINGS, "version configuration registrations timezone navigation openregistrations protocols software usage settings "
                           "permissions features apiversion instance plugins theme configs streaming environment uptime approvalrequired" },
  { GAZETTE_KIND_FILES, "filename filesize filemime mimetype contenttype bytes extension checksum filepage license" },
  { GAZETTE_KIND_FILMS, "runtime genreids voteaverage votecount imdbid isbn isbn13 episodecount seasonnumber pages ingredients instructions servings cooktime mealtype caloriesperserving boxoffice bpm cuisine" },
};

/* Folded word to weights, one for each role. */
static GHashTable *words;
/* Folded word to its kind, counted from 1. */
static GHashTable *kind_words;

/* Small letters without accents, and nothing but letters and digits. */
char *
gazette_infer_fold_name (const char *name)
{
  g_autofree char *apart = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);

  for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x131)
        c = 'i';
      if (g_unichar_isalnum (c))
        g_string_append_unichar (folded, g_unichar_tolower (c));
    }

  return g_string_free (folded, FALSE);
}

static gint8 *
get_weights (const char *word,
             gboolean    is_made)
{
  gint8 *weights = g_hash_table_lookup (words, word);

  if (weights == NULL && is_made)
    {
      weights = g_new0 (gint8, GAZETTE_N_ROLES);
      g_hash_table_insert (words, g_strdup (word), weights);
    }

  return weights;
}

static void
fill_words (void)
{
  words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_auto (GStrv) list = g_strsplit (groups[i].words, " ", -1);

      for (guint j = 0; list[j] != NULL; j++)
        {
          g_autofree char *word = gazette_infer_fold_name (list[j]);
          gint8 *weights = get_weights (word, TRUE);

          if (weights[groups[i].role] == 0)
            weights[groups[i].role] = (gint8) groups[i].weight;
        }
    }

  kind_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) list = g_strsplit (kinds[i].words, " ", -1);

      for (guint j = 0; list[j] != NULL; j++)
        g_hash_table_insert (kind_words, gazette_infer_fold_name (list[j]), GUINT_TO_POINTER (kinds[i].kind + 1));
    }
}

static void
ensure_words (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      fill_words ();
      g_once_init_leave (&once, 1);
    }
}

/* "urlToImage", "url_to_image" and "url-to-image" are three words each. */
static GStrv
split_words (const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) word = g_string_new (NULL);
  gunichar before = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_hump = g_unichar_isupper (c) && (g_unichar_islower (before) ||
                                                   (g_unichar_isupper (before) && g_unichar_islower (g_utf8_get_char (g_utf8_next_char (p)))));

      if (word->len > 0 && (is_hump || !g_unichar_isalnum (c)))
        {
          g_strv_builder_take (builder, gazette_infer_fold_name (word->str));
          g_string_set_size (word, 0);
        }
      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (word, c);
      before = c;
    }
  if (word->len > 0)
    g_strv_builder_take (builder, gazette_infer_fold_name (word->str));

  return g_strv_builder_end (builder);
}

static double
get_weight (GazetteRole  role,
            const char  *word)
{
  gint8 *weights = get_weights (word, FALSE);
  gsize length = strlen (word);

  /* "image2" and "bylines" */
  if (weights == NULL && length > 2 && (g_ascii_isdigit (word[length - 1]) || word[length - 1] == 's'))
    {
      g_autofree char *stem = g_strndup (word, length - 1);

      weights = get_weights (stem, FALSE);
    }

  return weights != NULL ? weights[role] / 100.0 : 0;
}

/*
 * gazette_infer_name:
 * @role: what to look for
 * @name: a name as it is in the document
 *
 * Returns: how much the name speaks for the role, from -1 to 1
 */
double
gazette_infer_name (GazetteRole  role,
                    const char  *name)
{
  g_autofree char *whole = NULL;
  g_auto (GStrv) parts = NULL;
  double best;
  double worst = 0;
  guint n;

  if (strlen (name) > 64 || !g_utf8_validate (name, -1, NULL))
    return 0;

  ensure_words ();
  whole = gazette_infer_fold_name (name);
  best = get_weight (role, whole);
  if (best != 0)
    return best;

  parts = split_words (name);
  n = g_strv_length (parts);
  for (guint i = 0; i < n; i++)
    {
      double weight = get_weight (role, parts[i]);

      if (weight > 0)
        best = MAX (best, weight * (i + 1 == n ? 0.9 : 0.7));
      else
        worst = MIN (worst, weight);
    }

  return CLAMP (best + worst, -1, 1);
}

/* Whether a word is of a set, such as that of the wrappers. */
static gboolean
is_of (GazetteRole  set,
       const char  *name)
{
  g_autofree char *whole = gazette_infer_fold_name (name);
  gint8 *weights;

  ensure_words ();
  weights = get_weights (whole, FALSE);

  return weights != NULL && weights[set] != 0;
}

/* Whether a name says nothing of itself, so that the one above it counts. */
static gboolean
is_generic (const char *name)
{
  return *name == '\0' || g_ascii_isdigit (*name) || is_of (GAZETTE_ROLE_GENERIC, name);
}

/* A name for a machine beside one for people. */
static gboolean
is_login (const char *name)
{
  static const char *const logins[] = { "username", "login", "slug", "screenname", "nickname", "acct", "id", NULL };
  g_autofree char *whole = gazette_infer_fold_name (name);

  return g_strv_contains (logins, whole);
}

/* Whether what lies under @name does not speak of the article itself. */
static double
get_distance (GazetteRole  role,
              const char  *name)
{
  double own = gazette_infer_name (role, name);
  double foreign = gazette_infer_name (GAZETTE_ROLE_FOREIGN, name);

  if (own > 0.5)
    return 1;
  if (own < -0.3)
    return 0.1;
  if (foreign > 0.3 && (role != GAZETTE_ROLE_IMAGE || foreign > 0.9))
    return role == GAZETTE_ROLE_IMAGE ? 0.55 : 0.25;
  if (foreign > 0)
    return 0.6;

  return 0.82;
}

/*
 * gazette_infer_names:
 * @role: what to look for
 * @names: the names on the way to a value, without wrappers
 *
 * Returns: how much they speak for the role, from -1 to 1
 */
double
gazette_infer_names (GazetteRole        role,
                     const char *const *names)
{
  guint n = g_strv_length ((GStrv) names);
  double score;
  guint n_above;

  if (n == 0)
    return 0;
  score = gazette_infer_name (role, names[n - 1]);
  n_above = n - 1;

  /* "author.name" is the author, "cover.large.url" the cover. */
  for (guint i = n - 1; i > 0 && is_generic (names[i]); i--)
    {
      double above = gazette_infer_name (role, names[i - 1]);

      double share = is_login (names[n - 1]) ? 0.85 : 0.97;

      if (above > 0.3 && above * share > score)
        {
          score = above * share;
          n_above = i - 1;
        }
    }

  for (guint i = 0; i < n_above && score > 0; i++)
    score *= get_distance (role, names[i]);

  return score;
}

/*
 * gazette_infer_kind:
 * @kind: what to look for
 * @name: a name as it is in the document
 *
 * Returns: 1 when only things of that kind have something of that name, else 0
 */
double
gazette_infer_kind (GazetteKind  kind,
                    const char  *name)
{
  g_autofree char *whole = NULL;

  ensure_words ();
  whole = gazette_infer_fold_name (name);

  return GPOINTER_TO_UINT (g_hash_table_lookup (kind_words, whole)) == kind + 1;
}

/*
 * gazette_infer_type:
 * @kind: what to look for
 * @type: what an item says that it is
 *
 * Returns: whether that is the kind
 */
gboolean
gazette_infer_type (GazetteKind  kind,
                    const char  *type)
{
  static const char *const types[GAZETTE_N_KINDS] = {
    [GAZETTE_KIND_PEOPLE] = "user person author account profile member",
    [GAZETTE_KIND_GOODS] = "product offer variant sku",
    [GAZETTE_KIND_WEATHER] = "forecast observation measurement",
    [GAZETTE_KIND_FEEDS] = "subscription feed",
    [GAZETTE_KIND_TOPICS] = "tag category keyword term taxonomy section topiclist contributor series tone posttag",
    [GAZETTE_KIND_SETTINGS] = "view menu setting config block",
    [GAZETTE_KIND_FILES] = "media file attachment asset folder",
    [GAZETTE_KIND_FILMS] = "movie book recipe tv",
  };
  g_auto (GStrv) kinds_words = types[kind] != NULL ? g_strsplit (types[kind], " ", -1) : NULL;
  g_auto (GStrv) parts = split_words (type);

  return kinds_words != NULL && parts[0] != NULL && g_strv_contains ((const char *const *) kinds_words, parts[0]);
}

/* "#", "$", "_" and the like. */
static gboolean
is_bare (const char *name)
{
  g_autofree char *whole = gazette_infer_fold_name (name);

  return *whole == '\0';
}

/*
 * gazette_infer_is_wrapper:
 * @name: a name as it is in the document
 *
 * Returns: whether it only wraps the value of the name above it
 */
gboolean
gazette_infer_is_wrapper (const char *name)
{
  return is_of (GAZETTE_ROLE_WRAPPER, name) || is_bare (name);
}

/*
 * gazette_infer_is_envelope:
 * @name: a name as it is in the document
 *
 * Returns: whether it only lies around the fields of an item
 */
gboolean
gazette_infer_is_envelope (const char *name)
{
  return is_of (GAZETTE_ROLE_ENVELOPE, name) || is_bare (name);
}
