package app.rapport.crm.connector;

/** A call to a CRM did not do what it should. Expected; what to do about it is in {@link #fault()}. */
public final class CrmFailure extends Exception {
    private final Fault fault;

    public CrmFailure(Fault fault) {
        super(fault.errorClass().word() + " " + fault.code(), null, false, false);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
