package app.rapport.crm.connector;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

public record RemoteDeal(
        String id,
        String name,
        @Nullable String stage,
        @Nullable BigDecimal amount,
        @Nullable LocalDate closes) {}
