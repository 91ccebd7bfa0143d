package app.rapport.sandbox;

/** What a provider publishes about its requests; findings go to the call's problems. */
interface Contract {
    Contract NONE = new Contract() {
        @Override
        public void check(Call call) {}

        @Override
        public boolean present() {
            return false;
        }
    };

    void check(Call call);

    boolean present();
}
