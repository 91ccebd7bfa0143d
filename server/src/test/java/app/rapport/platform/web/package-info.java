@org.jspecify.annotations.NullMarked
package app.rapport.platform.web;
