//! How often the terms of the lexicons stand in ordinary English, roughly. Only the speed of matching hangs on it, never
//! what is found.

use super::terms::{TermId, Terms};

/// The commonest words, by falling frequency.
const COMMON: &str = "the to and that of a in is we you i on this for have it are as with be what not about but \
    will he our at was has there they from by do would more been people all an if it's that's out any one who \
    also when how time said say don't these some now those which or so we're make over them their his her its \
    today were very where like want see other because should no does us states united i'm there's had important \
    than forward country support your why can could may my me him she then take into again through many new did \
    work think just get going know president minister government security council question right well thank last \
    first two way year years day days need done being doing part point mean made put much good before every after \
    most even still across help long lot anything something nothing certainly continue percent world week while \
    between international own under same such only both against up down off back here i've we've you're they're \
    he's can't i'll won't isn't aren't didn't doesn't must might another each without within upon am go look let \
    speak share able find update talk needs clear ask report come give home call better decision questions happy \
    little bit military information once number sure intelligence issue working election follow tell seen \
    countries check coming got figure try heard end add address really public sanctions keep details answer \
    trying next soon community position response provide best partners data state administration american \
    americans press house white national plan process federal department officials meeting congress course \
    obviously okay yeah thanks person action actions step steps economic economy health deal nations nation \
    resolution member members secretary general foreign peace peaceful human rights law order region regional \
    communities efforts effort full statement case fact place change move level role agreement side sides parties \
    situation issues means several together often ever never always already short high low large big great small \
    strong early late free open close real true false clearly simply actually ensure continues understand believe \
    feel hope expect care matter matters kind kinds sort numbers money cost costs ago months month weeks hours \
    minutes later earlier tomorrow yesterday recent recently ahead around away during since until though although \
    however therefore indeed rather quite almost less least lead leaders leader leading team group groups system \
    policy policies political power force forces war attack attacks weapons nuclear border trade energy climate \
    vaccine pandemic covid media news story reporter reporters word words speech letter calls called calling \
    asking asked says saying told talks talked talking spoke spoken thinking thought makes making taking taken \
    takes took gave given giving came comes went gone looking looks looked read reading wrote written hear hold \
    held kept bring brought set run running start started stop show shown happen happened happening works worked \
    used use using seems seem found seek build building worse worst bad well-being life lives women men children \
    families family friend friends allies ally partner companies company business workers jobs job market prices \
    inflation tax billion million hundred thousand three four five six ten half couple whole entire everyone \
    everybody everything someone somebody anyone nobody none either neither yes please sir madam mr ms mrs dr";

/// Weight of the commonest word; the others follow by their rank.
const MOST: u32 = 50_000;

/// How often each term stands, in a measure of no unit.
pub(super) fn weights(terms: &Terms) -> Vec<u32> {
    let mut weights = terms.own_weights();
    let mut found: Vec<TermId> = Vec::new();
    for (word, rank) in COMMON.split_whitespace().zip(1..) {
        found.clear();
        terms.of(word, &mut found);
        for term in &found {
            weights[*term as usize] += MOST / rank;
        }
    }
    weights
}
