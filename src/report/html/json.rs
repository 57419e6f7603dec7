//! JSON that may stand in a page.

use serde_json::Value;

/// Writes a value so that nothing in it can end the script that holds it: `<` stands in strings only, and is escaped.
pub(super) fn written(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn nothing_ends_the_script() {
        let hostile = "</script><!-- <script> \u{2028} \"><img src=x onerror=alert(1)>";
        let json = written(&serde_json::json!({ hostile: hostile }));
        assert!(!json.contains('<'), "{json}");
        let back: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back[hostile], hostile);
    }
}
