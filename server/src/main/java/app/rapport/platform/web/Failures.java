package app.rapport.platform.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What fails outside of any route, in a filter say, is answered as a problem as well. */
@Hidden
@RestController
class Failures implements ErrorController {
    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> failed(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer known ? HttpStatus.resolve(known) : HttpStatus.NOT_FOUND;
        var shown = status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
        var problem = ProblemDetail.forStatusAndDetail(
                shown, shown.is5xxServerError() ? "Something went wrong" : shown.getReasonPhrase());
        problem.setProperty("code", shown.is5xxServerError() ? "unexpected" : "http_" + shown.value());
        return ResponseEntity.status(shown)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
