package app.rapport.platform;

import java.util.concurrent.Semaphore;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.EnableAsync;

/** Where listeners of other modules' events run, and as which organisation. */
@Configuration(proxyBeanMethods = false)
@EnableAsync
class ListenerThreads {
    /** Below the size of the connection pool: listeners wait for a turn, not for a connection. */
    private static final int AT_ONCE = 8;

    /**
     * A virtual thread each, a few at a time. The publisher is never made to wait: it still holds its connection when its
     * listeners are handed over.
     */
    @Bean
    AsyncTaskExecutor applicationTaskExecutor() {
        var turns = new Semaphore(AT_ONCE, true);
        TaskExecutor threads = task -> Thread.ofVirtual().name("listener").start(() -> {
            turns.acquireUninterruptibly();
            try {
                task.run();
            } finally {
                turns.release();
            }
        });
        return new TaskExecutorAdapter(threads);
    }

    /** Puts a listener into its event's organisation, outside the listener's own transaction. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor listenersRunInTheirOrganization() {
        MethodInterceptor scope =
                call -> call.getArguments().length == 1 && call.getArguments()[0] instanceof TenantEvent event
                        ? Tenancy.in(event.organization(), call::proceed)
                        : call.proceed();
        var advisor = new DefaultPointcutAdvisor(
                AnnotationMatchingPointcut.forMethodAnnotation(ApplicationModuleListener.class), scope);
        advisor.setOrder(0);
        return advisor;
    }
}
