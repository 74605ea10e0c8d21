package ykaws.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void nestsAndSeparates() {
        Json json = new Json().beginObject().field("a", 1).name("b").beginArray();
        json.value("x").value((String) null).beginObject().endObject().endArray();
        json.field("c", true).endObject();

        assertThat(json).hasToString("{\"a\":1,\"b\":[\"x\",null,{}],\"c\":true}");
    }

    @Test
    void escapesWhatRfc8259AndTerminalsNeed() {
        Json json = new Json().value("\"\\\n\u001b]52;\u0085\u2028é");

        assertThat(json).hasToString("\"\\\"\\\\\\n\\u001b]52;\\u0085\\u2028é\"");
    }

    @Test
    void anOpenDocumentIsNoDocument() {
        Json json = new Json().beginObject();

        assertThatThrownBy(json::toString).isInstanceOf(IllegalStateException.class);
    }
}
