package app.rapport.sandbox;

import java.util.List;

/** A provider whose documents each describe some of its paths. */
record SeveralContracts(List<OpenApiContract> documents) implements Contract {
    @Override
    public void check(Call call) {
        documents.stream()
                .filter(document -> document.describes(call))
                .findFirst()
                .orElse(documents.getFirst())
                .check(call);
    }

    @Override
    public boolean present() {
        return true;
    }
}
