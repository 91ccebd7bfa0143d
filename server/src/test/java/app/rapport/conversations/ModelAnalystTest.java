package app.rapport.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.Requirement;
import app.rapport.conversations.analysis.Analysis;
import app.rapport.conversations.analysis.Context;
import app.rapport.conversations.transcript.Reading;
import app.rapport.conversations.transcript.Transcript;
import app.rapport.conversations.transcript.Transcripts;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelAnalystTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Context CONTEXT = new Context(
            "Review", LocalDate.of(2026, 3, 2), ZoneId.of("Europe/Berlin"), null, List.of(), List.of("Gainsight"));

    private HttpServer endpoint;
    private String content = "";
    private int status = 200;
    private JsonNode asked = JSON.createObjectNode();
    private String authorization = "";

    @BeforeEach
    void anEndpointOfTheOpenAiForm() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/v1/chat/completions", exchange -> {
            asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            var body = JSON.writeValueAsString(
                            Map.of("choices", List.of(Map.of("message", Map.of("content", content)))))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
    }

    @Test
    @Requirement({"H-13", "H-74"})
    void aModelsAnswerIsTakenAsFarAsTheTalkBearsItOut() {
        content = """
                ```json
                {"summary":[{"text":"They have 50,000 to spend.","turn":0},{"text":"Invented.","turn":99}],
                 "insights":[{"kind":"budget","text":"50,000 USD","quote":"budget is 50,000 dollars","turn":0,"amount":50000,"currency":"USD"},
                             {"kind":"risk","text":"They may leave","quote":"we will leave","turn":0},
                             {"kind":"gossip","text":"x","quote":"budget","turn":0}],
                 "actionItems":[{"title":"Send the proposal","owner":"Sam","dueDate":"2026-03-06","turn":1,"quote":"send the proposal by Friday"},
                                {"title":"Nothing","turn":1,"quote":"never said"}]}
                ```""";

        var analysis = analyst().analyse(talk(), CONTEXT);

        assertThat(analysis.summary())
                .extracting(Analysis.SummarySentence::text)
                .containsExactly("They have 50,000 to spend.");
        assertThat(analysis.insights()).extracting(Analysis.Insight::text).containsExactly("50,000 USD");
        assertThat(analysis.actionItems())
                .extracting(Analysis.ActionItem::title)
                .containsExactly("Send the proposal");
        assertThat(analysis.actionItems().getFirst().dueDate()).isEqualTo(LocalDate.of(2026, 3, 6));
        assertThat(authorization).isEqualTo("Bearer secret");
        assertThat(asked.path("messages").get(1).path("content").asString())
                .contains("[1] Sam: I'll send the proposal by Friday.");
    }

    @Test
    void anAnswerThatCannotBeReadIsAFailureSoThatTheBuiltInAnalystTakesOver() {
        content = "I am sorry.";
        assertThatThrownBy(() -> analyst().analyse(talk(), CONTEXT)).isInstanceOf(RuntimeException.class);
        status = 500;
        assertThatThrownBy(() -> analyst().analyse(talk(), CONTEXT)).isInstanceOf(RuntimeException.class);

        var answered = new Analysts(settings(), JSON).analyse(talk(), CONTEXT);
        assertThat(answered.origin()).isEqualTo("built-in");
    }

    private ModelSettings settings() {
        var url = URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/v1");
        return new ModelSettings(url, "secret", "some-model", Duration.ofSeconds(5));
    }

    private ModelAnalyst analyst() {
        return new ModelAnalyst(settings(), JSON);
    }

    private static Transcript talk() {
        var read = Transcripts.parse("John: Our budget is 50,000 dollars.\nSam: I'll send the proposal by Friday.\n");
        return ((Reading.Parsed) read).transcript();
    }
}
