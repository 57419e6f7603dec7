//! Exchanges: a question, or several in a row, and the answers to it.

use super::Segments;
use crate::document::Role;

/// Numbers the exchanges and links every answer to its question. A question that follows an answer begins a new
/// exchange; a labelled follow-up is linked to the answer that it follows.
pub fn link(segments: &mut Segments) {
    let mut exchange: Option<usize> = None;
    let mut question: Option<usize> = None;
    let mut answer: Option<usize> = None;
    let mut answered = false;
    let mut count = 0;
    for at in 0..segments.turns.len() {
        let turn = &mut segments.turns[at];
        match turn.role {
            Role::Journalist => {
                if exchange.is_none() || answered {
                    exchange = Some(count);
                    count += 1;
                    answered = false;
                }
                let follows = turn.label.as_deref().is_some_and(is_follow_up);
                turn.reply_to = answer.filter(|_| follows);
                turn.exchange = exchange;
                question = Some(at);
            }
            Role::Spokesperson | Role::Official | Role::Unknown if !turn.set_apart => {
                turn.exchange = exchange;
                turn.reply_to = question.filter(|_| exchange.is_some());
                answered = exchange.is_some();
                answer = Some(at);
            }
            Role::Moderator if answered => {
                exchange = None;
                question = None;
            }
            _ => {}
        }
    }
    segments.n_exchanges = count;
}

fn is_follow_up(label: &str) -> bool {
    const FOLLOW: &str = "follow";
    label.get(..FOLLOW.len()).is_some_and(|start| start.eq_ignore_ascii_case(FOLLOW))
}
