//! Pages in the manner of sites that there are, all invented, and what is read of them.

use crate::document::{BlockKind, Document};
use crate::ingest::{Ingested, Options, ingest};

fn read(html: &str) -> Ingested {
    ingest("page.html", html.as_bytes(), &Options::default())
}

fn check(html: &str, head: &str, expected: &[&str]) {
    let ingested = read(html);
    let document = &ingested.documents[0];
    assert_eq!(shown(document), expected);
    let metadata = &document.metadata;
    let date = metadata.date.map(|read| read.date.to_string()).unwrap_or_default();
    let [title, outlet] = [&metadata.title, &metadata.outlet].map(|value| value.as_deref().unwrap_or(""));
    assert_eq!(format!("{title} / {outlet} / {date}"), head);
}

fn shown(document: &Document) -> Vec<String> {
    let block = |kind: BlockKind| match kind {
        BlockKind::Paragraph => "",
        BlockKind::Heading => "# ",
        BlockKind::ListItem => "* ",
        BlockKind::BlockQuote => "> ",
    };
    document
        .blocks
        .iter()
        .map(|one| format!("{}{}", block(one.kind), one.span.slice(&document.text)))
        .collect()
}

#[test]
fn news_with_the_frame_of_a_blog() {
    check(
        r##"<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>Vellmark rejects the claim &#8211; The Ledger</title>
<meta property="og:site_name" content="The Ledger"><meta property="og:title" content="Vellmark rejects the claim"><meta property="article:published_time" content="2021-07-20T10:00:00+00:00">
<style>.x{}</style><script>var a = "<p>no</p>";</script></head>
<body class="post-template single has-sidebar"><a class="skip-link" href="#main">Skip to content</a>
<header id="masthead"><a href="/">The Ledger</a><nav><ul><li><a href="/world">World</a></li><li><a href="/opinion">Opinion</a></li></ul></nav></header>
<div id="content"><div class="breadcrumbs"><a href="/">Home</a> &gt; <a href="/world">World</a></div>
<article class="post category-world tag-vellmark"><header class="entry-header"><h1 class="entry-title">Vellmark rejects the claim</h1>
<p class="standfirst">A spokesperson said the ministry had seen no proof of it.</p><span class="byline">By <a rel="author" href="/ada">Ada Orel</a></span> <time datetime="2021-07-20">July 20</time></header>
<div class="entry-content"><p>Ilka Varn, who speaks for the ministry, called the claim <a href="https://karvonia.example/r">in the report</a> &#8220;groundless&#8221;.</p>
<figure><img src="v.jpg" alt="Varn at noon"><figcaption>Ilka Varn at noon. Photo: J. Pell</figcaption></figure>
<p>&#8220;We do not threaten anyone,&#8221; she said.</p><p>Karvonia was silent.</p><div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Chirp</a></li></ul></div>
<div class="related-posts"><h3>Related</h3><p>Karvonia said last week that it would wait for an answer before it went to the council. <a href="/2">More</a></p></div></div>
<footer class="entry-footer">Filed under <a href="/world">World</a></footer></article>
<div id="comments"><h2>2 thoughts</h2><ol class="commentlist"><li><p>I do not believe one word of what she has said there, not one.</p></li></ol></div></div>
<aside class="sidebar"><h2>Most read</h2><ul><li><a href="/3">Storm over Tashmere</a></li></ul></aside>
<footer>© 2021 The Ledger. All rights reserved.</footer></body></html>"##,
        "Vellmark rejects the claim / The Ledger / 2021-07-20",
        &[
            "# Vellmark rejects the claim",
            "A spokesperson said the ministry had seen no proof of it.",
            "Ilka Varn, who speaks for the ministry, called the claim in the report “groundless”.",
            "“We do not threaten anyone,” she said.",
            "Karvonia was silent.",
        ],
    );
}

#[test]
fn ministry_laid_out_with_tables() {
    check(
        r##"<HTML><HEAD><TITLE>Ministry of Foreign Affairs of Vellmark - Press conference of 4 March 2005</TITLE></HEAD>
<BODY bgcolor=white><TABLE width=100% border=0><TR><TD colspan=2><IMG src=top.gif alt="Ministry"><FONT size=1><A href=i.html>Home</A> | <A href=m.html>Minister</A> | <A href=f.html>Français</A></FONT></TD></TR>
<TR><TD width=150 valign=top><FONT size=2><A href=1.html>Speeches</A><BR><A href=2.html>Treaties</A><BR><A href=3.html>Visas</A></FONT></TD>
<TD><FONT face=Arial><CENTER><B>Press conference of 4 March 2005</B></CENTER><P><FONT size=2>Q: Has Karvonia answered the note?
<P><FONT size=2><B>A:</B> Not yet. We have no wish to speculate.<BR><BR>Q: Why?<P>A: I have <I>said</I> so.</FONT></TD></TR>
<TR><TD colspan=2><FONT size=1>Copyright Ministry of Foreign Affairs. Visitors: 10442</FONT></TD></TR></TABLE></BODY></HTML>"##,
        "Ministry of Foreign Affairs of Vellmark - Press conference of 4 March 2005 /  / 2005-03-04",
        &[
            "# Press conference of 4 March 2005",
            "Q: Has Karvonia answered the note?",
            "A: Not yet. We have no wish to speculate.",
            "Q: Why?",
            "A: I have said so.",
        ],
    );
}

#[test]
fn application_that_a_script_fills() {
    check(
        r##"<html><head><title>Ostrania Today</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ostrania &amp; Tashmere sign","datePublished":"2022-05-06","publisher":{"@type":"Organization","name":"Ostrania Today"},"articleBody":"The two states have signed.\n\n\"We kept our word,\" said Dana Holt."}</script></head>
<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>"##,
        "Ostrania & Tashmere sign / Ostrania Today / 2022-05-06",
        &["The two states have signed.", "\"We kept our word,\" said Dana Holt."],
    );
}

#[test]
fn lines_with_breaks() {
    check(
        r##"<html><body><h2>Daily briefing</h2><p>Posted on 4 March 2005</p><div id=text>MS. HOLT: Good afternoon.<br>
Q&nbsp;&nbsp;&nbsp;Any news of the talks?<br>MS. HOLT: None that I would share with you from this place today, sorry to say.<br><br>Q&nbsp;&nbsp;&nbsp;Why?<br>
MS. HOLT: They go on, and that is all I have for you on it.<br></div><div id=foot>Last updated by the web team.</div></body></html>"##,
        "Daily briefing /  / 2005-03-04",
        &[
            "# Daily briefing",
            "MS. HOLT: Good afternoon.\nQ\u{A0}\u{A0}\u{A0}Any news of the talks?\nMS. HOLT: None that I would share with you from this place today, sorry to say.",
            "Q\u{A0}\u{A0}\u{A0}Why?\nMS. HOLT: They go on, and that is all I have for you on it.",
        ],
    );
}

#[test]
fn ministry_without_headings() {
    check(
        r##"<html><head><title>Press Conference of March 4, 2021_Ministry of Foreign Affairs</title></head><body><div class=top><a href=/>Home</a> <a href=/m>The Minister</a></div>
<div class=main><div class=title>Press Conference of March 4, 2021</div><div class=time>2021-03-05 09:20</div><div id=content><p><b>The Ledger:</b> Why?</p><p><strong>Dana Holt:</strong> We have said so. It is in the note.</p>
<p>We have nothing to add.</p><p><b>The Ledger: </b>Will you meet?</p><p><b>Dana Holt:</b> No.</p></div><div class=share>Share to: <a href=#>X</a></div><div class=pre><a href=1>Previous: Remarks of March 3</a></div></div>
<div class=foot>Address: 2 High Road. Tel: 555-1234</div></body></html>"##,
        "Press Conference of March 4, 2021 /  / 2021-03-04",
        &[
            "# Press Conference of March 4, 2021",
            "The Ledger: Why?",
            "Dana Holt: We have said so. It is in the note.",
            "We have nothing to add.",
            "The Ledger: Will you meet?",
            "Dana Holt: No.",
        ],
    );
}

#[test]
fn page_for_telephones() {
    check(
        r##"<!doctype html><html amp lang=en><head><title>Briefing | State Office</title><style amp-boilerplate>body{visibility:hidden}</style></head>
<body><amp-sidebar id=s><ul><li><a href=/>Home</a></ul></amp-sidebar><main><h1>Briefing</h1><amp-img src=a.jpg alt="Varn"><noscript><img src=a.jpg></noscript></amp-img>
<p>VARN: We regret it.</p><amp-ad type=x><div>Buy now! You will not regret this.</div></amp-ad><p>Q Do you?</p><p>VARN: Yes.</p></main>
<amp-consent id=c><div>We and our partners store data on your device. Do you agree?</div></amp-consent></body></html>"##,
        "Briefing /  / ",
        &["# Briefing", "VARN: We regret it.", "Q Do you?", "VARN: Yes."],
    );
}

#[test]
fn live_blog() {
    check(
        r##"<body><nav><a href=/>Home</a></nav><main><h1>Talks in Tashmere: live</h1>
<article><time datetime=2021-07-20T11:00>11:00</time><h2>Holt speaks</h2><p>Dana Holt has said that the talks go on and that there is no date for an end.</p></article>
<article><time>10:30</time><h2>First day</h2><p>The delegations of Vellmark and Karvonia have arrived.</p><blockquote>We come with open hands.</blockquote></article>
<article><time>10:00</time><p>Good morning.</p></article></main><section class=newsletter><h2>Never miss a day</h2><p>Sign up for our letter and we will write to you each morning.</p></section></body>"##,
        "Talks in Tashmere: live /  / 2021-07-20",
        &[
            "# Talks in Tashmere: live",
            "11:00",
            "# Holt speaks",
            "Dana Holt has said that the talks go on and that there is no date for an end.",
            "10:30",
            "# First day",
            "The delegations of Vellmark and Karvonia have arrived.",
            "> We come with open hands.",
            "10:00",
            "Good morning.",
        ],
    );
}

#[test]
fn two_languages() {
    check(
        r##"<html lang=fr><body><div class="lang-switcher"><a href=fr>Français</a> <a href=en>English</a></div><div id=corps>
<div class=fr><p>QUESTION : Pourquoi ?</p><p>RÉPONSE : Nous l'avons dit, et nous le dirons encore.</p></div>
<div class=en><p>QUESTION: Why?</p><p>ANSWER: We have said it, and we shall say it again.</p></div></div></body></html>"##,
        " /  / ",
        &[
            "QUESTION : Pourquoi ?",
            "RÉPONSE : Nous l'avons dit, et nous le dirons encore.",
            "QUESTION: Why?",
            "ANSWER: We have said it, and we shall say it again.",
        ],
    );
}

#[test]
fn page_behind_a_wall() {
    check(
        r##"<body><div id=app aria-hidden=true><header><h1>Statement on Tashmere</h1></header><div class=content><p>We condemn what was done in Tashmere, and we ask all sides to stop at once.</p>
<p>We shall raise it in the council.</p></div></div><div class="cookie-banner" role=dialog><h2>Your privacy</h2><p>We use cookies to make this site work. By clicking you agree.</p><button>Accept all</button></div></body>"##,
        "Statement on Tashmere /  / ",
        &[
            "# Statement on Tashmere",
            "We condemn what was done in Tashmere, and we ask all sides to stop at once.",
            "We shall raise it in the council.",
        ],
    );
}

#[test]
fn short_answers_in_many_boxes_stay() {
    check(
        r##"<body><div class=wrap><div class=row><div class=q>Q&nbsp; Is it true?</div></div><div class=row><div class=a>MR. PELL: The council met on Monday, and it heard the two sides in full, as the rules of the house ask it to do.</div></div>
<div class=row><div class=q>Q&nbsp; So?</div></div><div class=row><div class=a>MR. PELL: No.</div></div><div class=row>(Laughter.)</div></div></body>"##,
        " /  / ",
        &[
            "Q\u{A0} Is it true?",
            "MR. PELL: The council met on Monday, and it heard the two sides in full, as the rules of the house ask it to do.",
            "Q\u{A0} So?",
            "MR. PELL: No.",
            "(Laughter.)",
        ],
    );
}

#[test]
fn what_is_left_out_is_told() {
    let sentence = "<p>The other page tells at length of things that have no place in this one, for there are many such things.</p>";
    let html = format!(
        "<body><main><h1>So</h1>{}</main><aside>{}</aside></body>",
        "<p>We have said so before.</p>".repeat(60),
        sentence.repeat(4)
    );
    let document = &read(&html).documents[0];
    let note = document.problems.iter().find(|problem| problem.code.name() == "left-out").unwrap();
    assert!(note.message.starts_with("84 words"), "{}", note.message);
    assert_eq!(
        read("<body><div class=cookie-wall><p>We value your privacy, so please agree.</div>").problems[0]
            .code
            .name(),
        "empty-input"
    );
}

#[test]
fn places_and_links() {
    let html = "<base href=https://x.example/a/><div> </div><p>One <a href=b>two</a><p>&nbsp;<p>Three";
    let document = &read(html).documents[0];
    assert_eq!(document.places.shown(document.blocks[1].span), "paragraph 2");
    assert_eq!(document.links[0].url, "https://x.example/a/b");
    assert_eq!(document.links[0].span.slice(&document.text), "two");
}
