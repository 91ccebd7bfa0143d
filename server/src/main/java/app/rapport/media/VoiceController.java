package app.rapport.media;

import static app.rapport.identity.Permission.VIDEOS;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.Requires;
import app.rapport.media.ElevenLabsAccount.Choice;
import app.rapport.media.ElevenLabsAccount.Sample;
import app.rapport.media.NameDesk.NameView;
import app.rapport.media.VoiceDesk.NewVoice;
import app.rapport.media.VoiceDesk.VoiceEdit;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Voices over HTTP, and the names that were recorded for them. */
@RestController
@RequestMapping("/api/voices")
class VoiceController {
    /** Who spoke, as the words of {@code spoken[].by} in a personal video. */
    private static final String SPOKEN_BY = "Spoken-By";

    private static final String WAV = "audio/wav";

    private final VoiceDesk desk;
    private final VoiceStudio studio;
    private final NameDesk names;

    VoiceController(VoiceDesk desk, VoiceStudio studio, NameDesk names) {
        this.desk = desk;
        this.studio = studio;
        this.names = names;
    }

    @Requires(VIDEOS)
    @GetMapping
    Page<VoiceView> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return desk.page(cursor, Cursor.limit(limit));
    }

    @Requires(VIDEOS)
    @PostMapping
    ResponseEntity<VoiceView> add(@RequestBody NewVoice given, CurrentUser by) {
        var view = desk.add(given, by);
        return ResponseEntity.created(URI.create("/api/voices/" + view.id())).body(view);
    }

    @Requires(VIDEOS)
    @GetMapping("/{id}")
    VoiceView one(@PathVariable UUID id) {
        return desk.one(id);
    }

    @Requires(VIDEOS)
    @PatchMapping("/{id}")
    VoiceView edit(@PathVariable UUID id, @RequestBody VoiceEdit edit, CurrentUser by) {
        return desk.edit(id, edit, by);
    }

    @Requires(VIDEOS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, CurrentUser by) {
        desk.remove(id, by);
    }

    /** Has it speak in all videos that chose none. */
    @Requires(VIDEOS)
    @PutMapping("/{id}/default")
    VoiceView makeDefault(@PathVariable UUID id, CurrentUser by) {
        return desk.makeDefault(id, true, by);
    }

    @Requires(VIDEOS)
    @DeleteMapping("/{id}/default")
    VoiceView noDefault(@PathVariable UUID id, CurrentUser by) {
        return desk.makeDefault(id, false, by);
    }

    record Words(@Nullable String text) {}

    /** Says any words as they would be heard in a video. */
    @Requires(VIDEOS)
    @PostMapping(path = "/{id}/try", produces = WAV)
    ResponseEntity<byte[]> say(@PathVariable UUID id, @RequestBody Words words, CurrentUser by) throws IOException {
        var said = studio.say(id, words.text(), by);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(WAV))
                .header(SPOKEN_BY, said.speaker().by().name())
                .body(Files.readAllBytes(said.wav()));
    }

    /** The voices that the account at ElevenLabs offers. */
    @Requires(VIDEOS)
    @GetMapping("/{id}/choices")
    Page<Choice> choices(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            CurrentUser by) {
        return studio.choices(id, q, cursor, Cursor.limit(limit), by);
    }

    /**
     * Has ElevenLabs imitate a person who agreed to it.
     *
     * @param speaker whose voice it is
     * @param words that the speaker agreed to, exactly
     */
    @Requires(VIDEOS)
    @PostMapping(path = "/{id}/clone", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    VoiceView imitate(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String speaker,
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(defaultValue = "false") boolean agreed,
            @RequestPart(name = "files", required = false) @Nullable List<MultipartFile> files,
            CurrentUser by)
            throws IOException {
        var samples = new ArrayList<Sample>();
        for (var file : Objects.requireNonNullElse(files, List.<MultipartFile>of())) {
            samples.add(new Sample("sample-" + (samples.size() + 1), file.getBytes()));
        }
        studio.imitate(id, new VoiceStudio.Consent(speaker, words, agreed), samples, by);
        return desk.one(id);
    }

    @Requires(VIDEOS)
    @GetMapping("/{id}/names")
    Page<NameView> names(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return names.page(id, q, cursor, Cursor.limit(limit));
    }

    /** A recording of one name, as the browser made it; in place of the one there was. */
    @Requires(VIDEOS)
    @PutMapping(
            path = "/{id}/names",
            consumes = {MediaType.APPLICATION_OCTET_STREAM_VALUE, "audio/*", "video/*"})
    NameView record(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String name,
            @RequestBody(required = false) byte @Nullable [] recording,
            CurrentUser by) {
        return names.put(id, name, Objects.requireNonNullElse(recording, new byte[0]), by);
    }

    @Requires(VIDEOS)
    @GetMapping(path = "/{id}/names/{nameId}/audio", produces = WAV)
    ResponseEntity<byte[]> hear(@PathVariable UUID id, @PathVariable UUID nameId) throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(WAV))
                .body(Files.readAllBytes(names.audio(id, nameId)));
    }

    @Requires(VIDEOS)
    @DeleteMapping("/{id}/names/{nameId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @PathVariable UUID nameId) {
        names.remove(id, nameId);
    }
}
