//! What is counted of a document in a group.

/// Declares the parts of a tally with what each of them counts.
macro_rules! parts {
    ($($(#[$meaning:meta])* $name:ident,)*) => {
        /// A whole number that adds up from document to document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Part { $($(#[$meaning])* $name,)* }

        /// How many parts there are.
        pub const PARTS: usize = [$(Part::$name),*].len();

        /// All of them, in their order.
        pub static ALL: [Part; PARTS] = [$(Part::$name),*];
    };
}

parts! {
    /// Documents with words of the group.
    Documents,
    /// Words.
    Tokens,
    /// Answering turns.
    Answers,
    /// Core hits: rows of `hits` with `counts` and `core`.
    Core,
    /// Sum of their intensities, in thousandths.
    Intensity,
    /// Sum of the absolute intensities of cooperative hits, in thousandths.
    Cooperation,
    /// Core hits with a vague target or none.
    VagueTarget,
    /// Hits of deny.fact and deny.smear.
    Denials,
    /// Hits of reject.
    Refusals,
    /// Hits of accuse.
    Accusations,
    /// Hits of whatabout.
    Whatabouts,
    /// Hits with a PLOVER score.
    Scored,
    /// Sum of the scores above 0, in thousandths.
    ScoreUp,
    /// Sum of the scores below 0, in thousandths, without their sign.
    ScoreDown,
    /// Words of reports in a narrator's text that give a person's words without marks.
    ToldTokens,
    /// Core hits in such reports.
    ToldCore,
    /// Answering turns with a core hit.
    WithCore,
    /// Those with three.
    WithThree,
    /// Those with ten per 1,000 words.
    WithTen,
    /// Those with three or ten per 1,000 words.
    Hostile,
    /// Answering turns with a hit of evade.*.
    WithEvasion,
    /// Answering turns with a hit of whatabout.
    WithWhatabout,
    /// Answers to an accusatory question.
    Accused,
    /// Those with a hit of deny.*.
    AccusedDenied,
    /// Those with a hit of whatabout.
    AccusedWhatabout,
    /// Answers to a question.
    Replies,
    /// Those that are non-replies.
    Nonreplies,
    /// Those that are partial.
    Partial,
    /// Those that are attacks.
    Attacks,
    /// Hedges in answering turns.
    Hedges,
    /// Boosters in answering turns.
    Boosters,
    /// Words of answering turns.
    AnswerTokens,
    /// Of them those in sentences that come again word for word on other dates.
    FormulaSentences,
    /// Of them those in runs of eight words that do.
    FormulaRuns,
    /// Citations.
    Citations,
    /// Those used as evidence.
    Evidence,
    /// Sum of the specificity of citations.
    Specificity,
    /// Citations of specificity 2 and more.
    Specific2,
    /// Citations of specificity 3 and more.
    Specific3,
    /// Citations of specificity 0.
    Vague,
    /// Citations of the speaker's own side.
    Domestic,
    /// Citations whose side is known.
    Sided,
    /// Evidence of the opponent's own side.
    OpponentEvidence,
    /// Evidence with a number.
    NumberedEvidence,
    /// Citations with a number.
    Numbered,
    /// Those of specificity 3 and more.
    Verifiable,
    /// Quantities that were compared with another text's or sentence's.
    Checked,
    /// Those that a comparison contradicts.
    Contradicted,
    /// Counting hits on the ladder's first step …
    Step1,
    /// … second,
    Step2,
    /// third,
    Step3,
    /// fourth,
    Step4,
    /// fifth,
    Step5,
    /// sixth,
    Step6,
    /// seventh,
    Step7,
    /// eighth,
    Step8,
    /// and ninth step.
    Step9,
}
