@org.jspecify.annotations.NullMarked
package app.rapport.intake;
