package app.rapport.platform.web;

import app.rapport.platform.NodeRole;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a node that only works on videos answer nothing but whether it lives. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RenderOnly extends OncePerRequestFilter {
    private final boolean answersRequests;

    RenderOnly(@Value("${rapport.role:}") String role) {
        this.answersRequests = !role.equals(NodeRole.RENDER);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return answersRequests;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals("/api/health")) {
            chain.doFilter(request, response);
            return;
        }
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
