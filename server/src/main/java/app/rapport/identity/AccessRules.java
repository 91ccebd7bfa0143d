package app.rapport.identity;

import app.rapport.platform.Problem;
import app.rapport.platform.Public;
import app.rapport.platform.SignedIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request reach its route only with the right the route names. A route that names none is closed. */
class AccessRules implements HandlerInterceptor {
    private static final String DOCUMENTATION = "org.springdoc.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // A stream's end passes here again, on a thread without a caller.
        if (!(handler instanceof HandlerMethod method) || request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        if (method.hasMethodAnnotation(Public.class)
                || method.getBeanType().getName().startsWith(DOCUMENTATION)) {
            return true;
        }
        var user = CurrentUser.optional().orElseThrow(() -> refused(request, response));
        var needed = method.getMethodAnnotation(Requires.class);
        if (needed == null && !method.hasMethodAnnotation(SignedIn.class)) {
            throw Problem.forbidden("closed", "This route is open to nobody.");
        }
        if (needed != null && Stream.of(needed.value()).noneMatch(user::may)) {
            throw missing(needed.value()[0]);
        }
        if (method.hasMethodAnnotation(InPerson.class) && user.apiKey() != null) {
            throw Problem.forbidden("session_needed", "An API key cannot do this. Sign in with your password.");
        }
        return true;
    }

    static Problem missing(Permission permission) {
        return Problem.forbidden(
                        "missing_permission",
                        "You need the permission " + permission.scope() + " for this. An administrator can give it.")
                .with("permission", permission.scope());
    }

    private static Problem refused(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return request.getAttribute(CallerFilter.UNKNOWN_KEY) != null
                ? Problem.of(
                        HttpStatus.UNAUTHORIZED, "invalid_api_key", "This API key is unknown, expired or was revoked.")
                : Problem.of(HttpStatus.UNAUTHORIZED, "sign_in_needed", "Sign in to go on.");
    }
}
