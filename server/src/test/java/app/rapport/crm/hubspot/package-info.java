@org.jspecify.annotations.NullMarked
package app.rapport.crm.hubspot;
