package app.rapport.platform.web;

import app.rapport.platform.Patch;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes constraints and the API's document see through a {@link Patch}. */
@Configuration(proxyBeanMethods = false)
class Patches {
    static {
        SpringDocUtils.getConfig().addResponseWrapperToIgnore(Patch.class);
    }

    @Bean
    static ValidationConfigurationCustomizer patchesAreChecked() {
        return configuration -> configuration.addValueExtractor(new Content());
    }

    @UnwrapByDefault
    static final class Content implements ValueExtractor<Patch<@ExtractedValue ?>> {
        @Override
        public void extractValues(Patch<?> patch, ValueReceiver receiver) {
            receiver.value(null, patch.value());
        }
    }
}
