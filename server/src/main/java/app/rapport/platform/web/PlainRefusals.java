package app.rapport.platform.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/** What the server refuses before the application sees it, an address with a NUL say, is a problem document too. */
@Configuration(proxyBeanMethods = false)
class PlainRefusals {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusesPlainly() {
        return server -> server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Refusal()));
    }

    private static final class Refusal extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            var status = HttpStatus.resolve(response.getStatus());
            if (status == null
                    || !status.isError()
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            try {
                response.setContentType("application/problem+json");
                response.setCharacterEncoding("UTF-8");
                var writer = response.getReporter();
                if (writer != null) {
                    writer.write("""
                            {"title":"%s","status":%d,"code":"http_%2$d","detail":"This request cannot be read."}""".formatted(status.getReasonPhrase(), status.value()));
                    response.finishResponse();
                }
            } catch (IOException gone) {
                // nobody waits for the answer any more
            }
        }
    }
}
