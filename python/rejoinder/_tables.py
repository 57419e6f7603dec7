"""The tables of an analysis. Written by generate.py from the declared columns; do not edit."""

from __future__ import annotations

from collections.abc import Iterator

from . import _rejoinder
from ._rejoinder import Table


class Tables:
    """What was found: one attribute a table, each made when it is first asked for.

    ``quotes``, ``checks`` and ``problems`` are compared over all documents when they are asked for; ``phrases``,
    ``measures``, ``trends``, ``changes`` and the wide tables are counted together, which takes longest.
    """

    names = ('documents', 'turns', 'sentences', 'hits', 'quotes', 'citations', 'quantities', 'checks', 'phrases', 'measures', 'trends', 'changes', 'problems', 'columns', 'documents_wide', 'speakers_wide', 'turns_wide')

    def __init__(self, core: _rejoinder.Tables) -> None:
        self._core = core

    def __getitem__(self, name: str) -> Table:
        return self._core.table(name)

    def __iter__(self) -> Iterator[Table]:
        return (self[name] for name in self.names)

    def __repr__(self) -> str:
        n_documents, n_words = self._core.size()
        return f"<rejoinder.Tables: {n_documents} documents, {n_words} words; {', '.join(self.names)}>"

    @property
    def documents(self) -> Table:
        """One row is one document; shape (rows, 27).

        document_id : text
            stable name: file name and a hash of the content, or file name and given id
        source_path : text
            file that it was read from, as given
        source_row : integer
            row of a table, line of a JSONL file or item of a compilation, counted from 1 without the header
        source_sha256 : text
            SHA-256 of the bytes that were read: the file, or the row's cells
        format : text
            input format, by the ending of the file's name: text, markdown, html, docx, pdf, csv …
        encoding : text
            character encoding of the file
        encoding_basis : text
            what told the encoding: bom (byte order mark), forced (--encoding), declared (by the file), valid (the bytes are valid UTF-8), pattern (NULs or escape sequences), guessed
        encoding_confidence : number
            of a guessed encoding: share of the characters beyond ASCII that are plausible where they stand, less the share that an equally plausible encoding reads otherwise
        language : text
            ISO 639 code of the main language: stated, or told by the letters or the words; English when it has 30 % of the paragraphs
        language_basis : text
            what told the language: stated, script, words
        genre : text
            briefing, statement, interview, speech or article: stated by the file, else by title, labels and voice
        layout : text
            how the turns were read: which labels, columns, one voice, or article
        layout_score : number [share]
            words under labels whose speaker's part is known, of all words behind the first label; empty for a layout without labels
        title : text
            headline
        date : date
            date of the event or of publication; the first day of the period if less is known
        date_precision : text
            day, month or year
        date_basis : text
            where the date was read: metadata, title, heading (of a compilation), body, file name, address
        institution : text
            ministry or office, where the file states it
        state : text
            ISO 3166 code of the state whose spokesperson speaks: stated, or told by speaker, office or stance
        outlet : text
            who published it: stated by the file, else an outlet that the file name names
        author : text
            author or byline
        url : text
            address of the original
        n_turns : integer [turns]
            rows in turns
        n_exchanges : integer [exchanges]
            questions with their answers
        n_sentences : integer [sentences]
            rows in sentences
        n_tokens : integer [words]
            words and numbers by UAX #29
        n_problems : integer [problems]
            rows in problems that name this document's file and text
        """
        return self._core.table("documents")

    @property
    def turns(self) -> Table:
        """One row is one stretch of one voice; shape (rows, 32).

        turn_id : text
            stable name
        document_id : text
            documents.document_id
        exchange_id : text
            question and answers that belong together
        turn_index : integer
            place in the document, from 0
        reply_to : text
            turn_id of the question that it answers, or of the answer that it follows up
        speaker : text
            name, as full as the document tells; empty when it does not
        speaker_label : text
            label as printed
        role : text
            spokesperson, official, journalist, moderator, narrator, unknown
        affiliation : text
            outlet or institution
        outlet_state : text
            for questions: ISO 3166 code of the outlet's country, as the word lists know it
        state : text
            ISO 3166 code of the side for which the turn speaks
        heading : boolean
            a heading, which nobody says
        text : text
            the words, without the label
        char_start : integer [code points]
            where it begins in the document's text
        char_end : integer [code points]
            one past its end
        source_place : text
            where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table
        topic : text
            the matter that its words name most often, of the lists of en-matters: arms, climate, cyber, debt, elections, force, health, rights, sanctions, spying, trade, waters; the first of equals, empty when none is named
        n_sentences : integer [sentences]
            rows in sentences
        n_tokens : integer [words]
            words and numbers by UAX #29
        n_hits : integer [hits]
            rows in hits with counts = true
        n_core : integer [hits]
            rows in hits with counts = true and core = true
        intensity_sum : number [points]
            sum of the intensities of those core hits
        n_hedges : integer [cues]
            hedges in the words, for voices that answer: perhaps, may, it seems …
        n_boosters : integer [cues]
            boosters in the words, for voices that answer: clearly, never, in fact …
        ci : number [acts per 1,000 words]
            confrontation index of the turn: 1000 * n_core / n_tokens; for voices that answer
        reply_type : text
            for answers: nonreply (it declines, asks back, or is made of evasive words and set phrases), attack (mostly charges, off the matter or in return for a charge), partial (something is declined, or too little of what was asked is told: reply_points below 1), else reply
        reply_basis : text
            for answers: the words or signs that decide reply_type, each sign with its points
        reply_points : integer [points]
            for answers: sum of the points of the signs of a reply; where nothing declines, 1 and more is a reply
        asked_for : text
            for answers: what the question asks for: comment (a comment, a reaction, a view), yes_no, why, what (who, what, which, when, where, how), matter (a matter is named and nothing asked)
        asked_by : text
            for answers: outlet of whoever asked, else the name
        asked_about : text
            for answers: matters that the question names (cyber, trade, …), separated by semicolons
        accusatory_question : boolean
            for answers: does the question hold a charge against the answering side: an act of accusing it, or a wrong that is its own?
        """
        return self._core.table("turns")

    @property
    def sentences(self) -> Table:
        """One row is one sentence; shape (rows, 11).

        sentence_id : text
            stable name
        turn_id : text
            turns.turn_id
        document_id : text
            documents.document_id
        sentence_index : integer
            place in the document, from 0
        text : text
            the words with their end marks
        char_start : integer [code points]
            where it begins in the document's text
        char_end : integer [code points]
            one past its end
        source_place : text
            where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table
        n_tokens : integer [words]
            words and numbers by UAX #29
        n_hits : integer [hits]
            rows in hits with counts = true
        max_intensity : number [points]
            highest intensity of those hits
        """
        return self._core.table("sentences")

    @property
    def hits(self) -> Table:
        """One row is one lexicon entry found in text; shape (rows, 32).

        hit_id : text
            stable name
        sentence_id : text
            sentences.sentence_id
        turn_id : text
            turns.turn_id
        document_id : text
            documents.document_id
        char_start : integer [code points]
            where it begins in the document's text
        char_end : integer [code points]
            one past its end
        turn_char_start : integer [code points]
            where it begins in the turn's text
        turn_char_end : integer [code points]
            one past its end
        source_place : text
            where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table
        left : text
            up to 80 characters before it, inside the turn
        matched : text
            the words: exactly the text between the offsets
        right : text
            up to 80 characters behind it, inside the turn
        lexicon : text
            lexicon of the entry
        entry_id : text
            stable name of the entry: category and term
        term : text
            the entry's pattern
        category : text
            category of the act
        core : boolean
            does it belong to the core set C of the headline index? (demands from intensity 2)
        intensity : number [points]
            the entry's intensity, moved by hedges and boosters; 0 to 5, negative for cooperative acts
        plover_score : number [-10 to 10]
            score of the category's nearest PLOVER event; empty where PLOVER has none
        ladder : integer [1-9]
            step of the entry on the ladder of warnings; empty when it stands on none
        status : text
            use, announced, negated, quoted, scare_quote, reported, question, hypothetical, principle, topic, irony
        status_cue : text
            the words that decide the status
        status_cue_char_start : integer [code points]
            where they begin
        status_cue_char_end : integer [code points]
            one past their end
        holder : text
            whose act it is; ART is the narrator of an article; empty when the text does not tell
        holder_certainty : text
            speaker (a voice of the transcript), quote, paraphrase
        target : text
            at whom it is aimed: STATE:code, BLOC:name, MEDIA:name …, VAGUE_STATE, VAGUE_PEOPLE, CLAIM, Q, UNSPEC
        target_type : text
            kind of the named actor; OFFICIAL and BODY stand for their state
        target_basis : text
            how the target was found
        counts : boolean
            enters the indices: status use or announced, of a voice that answers or of a person quoted by name
        tu_quoque : text
            for a counter-charge in an answer to a question that charges the answering side: same (on the matter of that charge), other (on another matter); empty when it is none or cannot be told
        confidence : number [0-1]
            how sure the reading of status and target is, by rule; not a probability
        """
        return self._core.table("hits")

    @property
    def quotes(self) -> Table:
        """One row is one quotation or report of speech; shape (rows, 26).

        quote_id : text
            stable name
        sentence_id : text
            sentence in which it begins
        turn_id : text
            turns.turn_id
        document_id : text
            documents.document_id
        kind : text
            direct, mixed (part of a clause), scare (a word or two), indirect (no marks)
        speaker : text
            whose words they are; empty when the text leaves it open
        speaker_basis : text
            how the speaker was found
        source : text
            the words that name the speaker there, as read
        source_char_start : integer [code points]
            where they begin in the document's text
        source_char_end : integer [code points]
            one past their end
        cue : text
            verb of report
        cue_char_start : integer [code points]
            where the verb begins
        cue_char_end : integer [code points]
            one past its end
        cue_class : text
            assert, distance, endorse, conflict
        char_start : integer [code points]
            where the content begins in the document's text
        char_end : integer [code points]
            one past its end
        source_place : text
            where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table
        content : text
            the words: exactly the text between the offsets
        n_tokens : integer [words]
            words and numbers in the content
        match : text
            for direct and mixed quotations of articles, of at least 4 words, where other documents hold words that somebody said: verbatim (equal words), altered (the same passage with an insertion, an ellipsis or another word), none (no passage has at least three quarters of the words; or only up to 7, and neither speaker nor month are the same)
        match_similarity : number [0-1]
            share of the words that are the same: of those of the quotation outside square brackets, and those that it passes over in the passage without an ellipsis
        match_note : text
            what the quotation inserts, leaves out or changes, with the words of the passage; who said it, if the passage is somebody else's
        matched_document_id : text
            documents.document_id where the words were said: a transcript or statement, else an article that sets them apart; of several with equal words the same speaker's, then the nearest in date
        matched_turn_id : text
            turns.turn_id there
        matched_char_start : integer [code points]
            where the passage begins in that document's text
        matched_char_end : integer [code points]
            one past its end
        """
        return self._core.table("quotes")

    @property
    def citations(self) -> Table:
        """One row is one source–cue–content frame; shape (rows, 29).

        citation_id : text
            stable name
        sentence_id : text
            sentence of the source
        turn_id : text
            turns.turn_id
        document_id : text
            documents.document_id
        left : text
            up to 80 characters before the source, inside the turn
        source : text
            the words that name the source, as read
        right : text
            up to 80 characters behind the source, inside the turn
        source_char_start : integer [code points]
            where they begin in the document's text
        source_char_end : integer [code points]
            one past their end
        source_entity : text
            the source as the word lists know it
        source_type : text
            GOV_DOM, GOV_OPP, GOV_3RD, IO, MEDIA_DOM … UNSPEC
        specificity : integer [0-4]
            0 vague, 1 kind or country named, 2 name, 3 document, 4 address
        domesticity : text
            dom, opp, third, io, unk: on whose side it stands, seen from the speaker
        opp_source : boolean
            a source of the opponent's own side, used against it
        cue : text
            the words that make it a citation
        cue_class : text
            assert, distance, endorse, conflict
        use : text
            evidence, target, rebut, background, channel, self
        claim_type : text
            quantity, event, allegation, evaluation, norm, prediction
        content : text
            what is cited: exactly the text between the offsets
        content_char_start : integer [code points]
            where it begins
        content_char_end : integer [code points]
            one past its end
        source_place : text
            where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table
        has_number : boolean
            is a quantity in the content?
        has_quote : boolean
            is a quotation in the content?
        cited_title : text
            title of the source, as read
        cited_date : text
            date of the source, as read
        antecedent : text
            the words to which it points back, where one candidate stands: what "it" or "the report" means
        antecedent_id : text
            the citation that has those words as its source, if one has
        cited_url : text
            address of the source
        """
        return self._core.table("citations")

    @property
    def quantities(self) -> Table:
        """One row is one number with its meaning; shape (rows, 19).

        quantity_id : text
            stable name
        citation_id : text
            citation whose content holds it
        sentence_id : text
            sentences.sentence_id
        turn_id : text
            turns.turn_id
        document_id : text
            documents.document_id
        char_start : integer [code points]
            where it begins in the document's text
        char_end : integer [code points]
            one past its end
        source_place : text
            where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table
        matched : text
            the words: exactly the text between the offsets
        value : number
            the number; of a range the lower end; of a date its year, or else its day
        value_high : number
            the upper end of a range
        approximate : boolean
            said to be approximate: about, more than, nearly …
        unit : text
            what is counted, the currency, per cent, years …, as read
        base : text
            of what it is a share, as read
        scope : text
            where or among whom it holds, as read; empty when grammar does not tie a place to the number
        agent : text
            who did it, as read; of a list the one accused in the introduction; empty when nobody is named
        period : text
            the year, when the sentence names exactly one, else the phrase that tells the time
        date : text
            the day, month or year that the words of time mean, of a date the date itself: 2021-07-20, 2021-07, 2021; counted from the document's date; empty when that is missing or the words could mean another
        kind : text
            count, share, money, ordinal, duration, date
        """
        return self._core.table("quantities")

    @property
    def checks(self) -> Table:
        """One row is one pair of claims that speak of the same thing, or one slot in which they differ; shape (rows, 13).

        check_id : text
            stable name: both numbers and the slot
        relation : text
            agrees, contradicts (both state the slot and not both can be right), qualifies (one states or narrows what the other leaves out), unmatched (check-claims: no figure of the sources speaks of it)
        slot : text
            in what they differ: value, unit, base, agent, scope, period, source; empty when nothing differs
        note : text
            what each says, in a plain sentence
        document_id_a : text
            documents.document_id of the earlier text; of check-claims the text that is checked
        document_id_b : text
            documents.document_id of the other text; the same for two sentences of one text
        quantity_id_a : text
            quantities.quantity_id
        quantity_id_b : text
            quantities.quantity_id
        matched_a : text
            the words of the number
        matched_b : text
            the words of the number
        claim_a : text
            the sentence that holds it
        claim_b : text
            the sentence that holds it
        strength : number [points]
            how much speaks for it that both mean the same thing: like value, shared rare words, agent, place, year, source; 3 make a pair
        """
        return self._core.table("checks")

    @property
    def phrases(self) -> Table:
        """One row is one recurring formula: 4 to 12 words that the answering side says in at least three documents on three dates (a document without a date counts as a date of its own), where no longer one stands in just the same places; shape (rows, 20).

        phrase_id : text
            stable name: a hash of the phrase
        phrase : text
            the words in small letters, without marks; names of countries and capitals are [COUNTRY], of persons of the word lists [PERSON]
        n_tokens : integer [words]
            its words, a name in a slot as one
        goes_on : boolean
            true: the next word is always the same, too; a formula of more than 12 words is told by its first 12
        n_occurrences : integer [occurrences]
            how often it stands in sentences of answering turns (roles spokesperson, official)
        n_free : integer [occurrences]
            those that lie inside no longer phrase of this table: 0 for a phrase that is always part of longer ones
        n_documents : integer [documents]
            documents in which it stands
        n_dates : integer [dates]
            dates on which it stands; a document without a date counts as one
        n_speakers : integer [speakers]
            speakers who say it, by name, else by affiliation; the unnamed are left out
        first_date : date
            date of the earliest document in which it stands
        last_date : date
            date of the latest
        first_document_id : text
            documents.document_id of the earliest; of equals, and where no date is known, the first in the order of the table
        last_document_id : text
            documents.document_id of the latest
        first_speaker : text
            who said it there
        last_speaker : text
            who said it there
        dp : number [0-1]
            how unevenly it is spread: half the sum over all documents of abs(share of its occurrences - share of the words of answering turns); 0 even, near 1 all in one small document
        burst_share : number [0-1]
            largest share of its dated occurrences that lies in 30 days
        burst_from : date
            first of these 30 days
        status : text
            new: first heard in the last 30 days of the material, which begins at least 90 days before (with --since-last: heard in the new files only); stopped: heard on at least 5 dates, not for 90 days up to the end of the material, which chance would bring in fewer than 1 of 100 cases, (k/T)^(n-1) < .01 with n the dates on which it was heard, T the dates of the material after the first of them and k those up to the last; else current; empty where no date is known
        variants : text
            what stood in its slots, the most frequent first, with the number of times; at most 8
        """
        return self._core.table("phrases")

    @property
    def measures(self) -> Table:
        """One row is one measure of one group; shape (rows, 12).

        group_by : text
            all, document, speaker, state, month, quarter, year, target, outlet (who asks), questioner (whose press asks, seen from who answers), question_type, topic (of the question; where it names none, of the answer)
        group : text
            document_id, name of the speaker, ISO 3166 code of the side that speaks, 2021-07, 2021-Q3, 2021, target, outlet; own press, foreign press, press of unknown country; accusatory, other; turns.topic
        measure : text
            n_CATEGORY (rows in hits with counts = true), CATEGORY_per_1000, target_share (of all core hits, for targets), or an index; see the README. What has no denominator in a group has no row
        value : number [see measure]
            the value
        ci_low : number [see measure]
            lower end of the 95 % interval: documents drawn with replacement 1,000 times with a fixed seed, expanded percentiles; empty for counts, below 5 documents, and where all documents show the same
        ci_high : number [see measure]
            upper end of the 95 % interval
        numerator : number
            what the formula divides
        denominator : number
            by what it divides; empty for counts
        n_answers : integer [turns]
            turns of a spokesperson or official in the group
        n_documents : integer [documents]
            documents with such turns or with quotations by name
        n_tokens : integer [words]
            words of those turns, in articles of direct and mixed quotations by name: the denominator W
        small : boolean
            fewer than 20 answers: too few to be compared with others
        """
        return self._core.table("measures")

    @property
    def trends(self) -> Table:
        """One row is one measure of one series in one month or quarter; shape (rows, 19).

        series_by : text
            all, speaker, state, questioner, question_type, target; as measures.group_by
        series : text
            the group, as measures.group
        measure : text
            as measures.measure; of targets target_share
        period_type : text
            month or quarter
        period : text
            2021-07 or 2021-Q3; every one from the first to the last with a value
        value : number [see measure]
            the value; empty where the period has none: a gap
        ci_low : number [see measure]
            lower end of its 95 % interval, as in measures
        ci_high : number [see measure]
            upper end of its 95 % interval
        median_3 : number [see measure]
            median of the value and those of the periods before and after; of two of them their mean; empty at a gap
        baseline : number [see measure]
            value of the series in the twelve months before the period together; empty with fewer than 20 answers in them
        change : number [see measure]
            value less baseline
        change_ci_low : number [see measure]
            lower end of the 95 % interval of the change: documents of both drawn with replacement
        change_ci_high : number [see measure]
            upper end of it
        numerator : number
            what the formula divides
        denominator : number
            by what it divides
        n_answers : integer [turns]
            answering turns of the series in the period
        n_documents : integer [documents]
            its documents
        n_tokens : integer [words]
            its words
        small : boolean
            fewer than 20 answers: too few to be compared with others
        """
        return self._core.table("trends")

    @property
    def changes(self) -> Table:
        """One row is one change of level of one series; shape (rows, 16).

        series_by : text
            all, speaker, state, questioner, question_type; as in trends
        series : text
            the group, as in trends
        measure : text
            as in trends
        basis : text
            found (the months show it: p_adjusted is at most .05), given (asked for with --compare-at)
        period : text
            the first month of the new level
        period_low : text
            the earliest month where it may lie, with 95 % confidence
        period_high : text
            the latest month
        before : number [see measure]
            value of the months before, back to the last change in the table
        after : number [see measure]
            value from that month on, to the next change in the table
        difference : number [see measure]
            after less before
        difference_ci_low : number [see measure]
            lower end of its 95 % interval: documents of both sides drawn with replacement; the choice of the month is not in it
        difference_ci_high : number [see measure]
            upper end of it
        p : number [0-1]
            how likely so large a shift is when months are only shuffled; for changes found
        p_adjusted : number [0-1]
            of the series' largest shift, adjusted for all series and measures that were tested
        n_answers_before : integer [turns]
            answering turns before
        n_answers_after : integer [turns]
            answering turns from it on
        """
        return self._core.table("changes")

    @property
    def problems(self) -> Table:
        """One row is one thing the reader should know; shape (rows, 8).

        code : text
            kind of problem
        severity : text
            failure (not used), warning (look at it), note
        source_path : text
            file concerned, as given
        document_id : text
            document concerned, where it is one
        line : integer
            line of the file, from 1
        char_start : integer [code points]
            place in the document's text
        message : text
            what was found
        advice : text
            what to do
        """
        return self._core.table("problems")

    @property
    def columns(self) -> Table:
        """One row is one column of one table; shape (rows, 6).

        table : text
            name of the table; measures.measure for the values of the column measure
        column : text
            header of the column; name of the measure
        type : text
            text, integer, number, boolean, date
        unit : text
            unit of its numbers
        meaning : text
            what it says; formula of the measure
        source : text
            paper or rule that it follows
        """
        return self._core.table("columns")

    @property
    def documents_wide(self) -> Table:
        """One row is one document; shape (rows, as many columns as categories, and more).

        ``n_category`` stands for a column of each category of the word lists; of documents and speakers those of all indices
        in ``measures`` follow.

        document_id : text
            documents.document_id
        title : text
            headline
        date : date
            date of the event or of publication
        genre : text
            briefing, statement, interview, speech or article
        state : text
            ISO 3166 code of the state whose spokesperson speaks
        institution : text
            ministry or office, where the file states it
        outlet : text
            who published it
        n_answers : integer [turns]
            turns of a spokesperson or official
        n_words : integer [words]
            words of those turns, in articles of direct and mixed quotations by name: the denominator W
        n_hits : integer [hits]
            rows in hits with counts = true: the sum of the counts by category
        n_category : integer [hits]
            rows in hits with counts = true and category CATEGORY
        """
        return self._core.table("documents_wide")

    @property
    def speakers_wide(self) -> Table:
        """One row is one speaker; shape (rows, as many columns as categories, and more).

        ``n_category`` stands for a column of each category of the word lists; of documents and speakers those of all indices
        in ``measures`` follow.

        speaker : text
            name, as in measures.group
        n_documents : integer [documents]
            documents with words of the speaker
        n_answers : integer [turns]
            turns of the speaker
        n_words : integer [words]
            words of those turns, in articles of direct and mixed quotations: the denominator W
        n_hits : integer [hits]
            rows in hits with counts = true and the speaker as holder: the sum of the counts by category
        n_category : integer [hits]
            rows in hits with counts = true and category CATEGORY
        """
        return self._core.table("speakers_wide")

    @property
    def turns_wide(self) -> Table:
        """One row is one stretch of one voice; shape (rows, as many columns as categories, and more).

        ``n_category`` stands for a column of each category of the word lists; of documents and speakers those of all indices
        in ``measures`` follow.

        turn_id : text
            stable name
        document_id : text
            documents.document_id
        turn_index : integer
            place in the document, from 0
        speaker : text
            name, as full as the document tells; empty when it does not
        role : text
            spokesperson, official, journalist, moderator, narrator, unknown
        affiliation : text
            outlet or institution
        state : text
            ISO 3166 code of the side for which the turn speaks
        topic : text
            the matter that its words name most often, of the lists of en-matters: arms, climate, cyber, debt, elections, force, health, rights, sanctions, spying, trade, waters; the first of equals, empty when none is named
        reply_type : text
            for answers: nonreply (it declines, asks back, or is made of evasive words and set phrases), attack (mostly charges, off the matter or in return for a charge), partial (something is declined, or too little of what was asked is told: reply_points below 1), else reply
        asked_by : text
            for answers: outlet of whoever asked, else the name
        accusatory_question : boolean
            for answers: does the question hold a charge against the answering side: an act of accusing it, or a wrong that is its own?
        n_tokens : integer [words]
            words and numbers by UAX #29
        n_hits : integer [hits]
            rows in hits with counts = true
        n_core : integer [hits]
            rows in hits with counts = true and core = true
        intensity_sum : number [points]
            sum of the intensities of those core hits
        ci : number [acts per 1,000 words]
            confrontation index of the turn: 1000 * n_core / n_tokens; for voices that answer
        n_hedges : integer [cues]
            hedges in the words, for voices that answer: perhaps, may, it seems …
        n_boosters : integer [cues]
            boosters in the words, for voices that answer: clearly, never, in fact …
        n_category : integer [hits]
            rows in hits with counts = true and category CATEGORY
        """
        return self._core.table("turns_wide")
