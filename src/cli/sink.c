/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* realpath */
#include "cli/sink.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value == NULL ? "" : value;
}

static bool says_utf8(const char *locale)
{
    static const char *const names[] = {"UTF-8", "utf-8", "UTF8", "utf8"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strstr(locale, names[i]) != NULL) return true;
    }
    return false;
}

/* The first of the three that is set decides, as in every program that calls setlocale. */
static bool is_unicode(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (environment(names[i])[0] != '\0') return says_utf8(environment(names[i]));
    }
    return false;
}

static int terminal_width(int descriptor)
{
    struct winsize size;
    bool known = ioctl(descriptor, TIOCGWINSZ, &size) == 0;
    if (known && size.ws_col >= 20) return size.ws_col;
    return 80;
}

static bool cannot_write(const char *path, int error)
{
    fprintf(stderr, "wfm: %s cannot be written: %s\n", path, strerror(error));
    return false;
}

static char *joined(const char *left, size_t left_size, const char *right)
{
    size_t size = left_size + strlen(right) + 1;
    char *text = allocate(size, 1);
    memcpy(text, left, left_size);
    strcpy(text + left_size, right);
    return text;
}

/* The mode of the file that is replaced, else that of any new file. */
static mode_t wanted_mode(const char *path)
{
    struct stat about;
    if (stat(path, &about) == 0) return about.st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool open_beside(cli_sink *sink)
{
    sink->temporary = joined(sink->path, strlen(sink->path), ".XXXXXX");
    int descriptor = mkstemp(sink->temporary);
    if (descriptor < 0) {
        cannot_write(sink->path, errno);
        free(sink->temporary);
        sink->temporary = NULL;
        return false;
    }
    bool moded = fchmod(descriptor, wanted_mode(sink->path)) == 0;
    sink->file = moded ? fdopen(descriptor, "w") : NULL;
    if (sink->file != NULL) return true;
    cannot_write(sink->path, errno);
    unlink(sink->temporary);
    close(descriptor);
    return false;
}

/* A device or a pipe is written to; a file is replaced, through a link the file that it names. */
static bool open_output(cli_sink *sink, const char *path)
{
    struct stat about;
    bool exists = stat(path, &about) == 0;
    if (exists && S_ISDIR(about.st_mode)) return cannot_write(path, EISDIR);
    if (exists && !S_ISREG(about.st_mode)) {
        sink->file = fopen(path, "w");
        return sink->file != NULL || cannot_write(path, errno);
    }
    sink->path = exists ? realpath(path, NULL) : joined(path, strlen(path), "");
    if (sink->path == NULL) return cannot_write(path, errno);
    return open_beside(sink);
}

/* A file alone, "-" being standard output. */
static bool open_file(cli_sink *sink, const char *path)
{
    *sink = (cli_sink){.file = stdout};
    if (strcmp(path, "-") == 0 || open_output(sink, path)) return true;
    free(sink->path);
    free(sink->temporary);
    return false;
}

bool sink_open(cli_sink *sink, const cli_options *options)
{
    if (!open_file(sink, options->output != NULL ? options->output : "-")) return false;
    sink->form = options->form;
    int descriptor = fileno(sink->file);
    bool terminal = isatty(descriptor) == 1;
    if (sink->form == FORM_AUTOMATIC) sink->form = terminal ? FORM_TABLE : FORM_CSV;
    sink->unicode = is_unicode();
    if (!terminal) return true;
    bool dumb = strcmp(environment("TERM"), "dumb") == 0;
    sink->colour = !dumb && environment("NO_COLOR")[0] == '\0';
    sink->width = terminal_width(descriptor);
    return true;
}

static bool finish(cli_sink *sink)
{
    bool failed = ferror(sink->file) != 0;
    int error = errno;
    if (fflush(sink->file) != 0) {
        failed = true;
        error = errno;
    }
    if (fclose(sink->file) != 0 && !failed) {
        failed = true;
        error = errno;
    }
    errno = error;
    return !failed;
}

static int settle_file(cli_sink *sink, bool keep, int code)
{
    bool renamed = keep && rename(sink->temporary, sink->path) == 0;
    if (keep && !renamed) {
        cannot_write(sink->path, errno);
        code = EXIT_OUTPUT;
    }
    if (!renamed) unlink(sink->temporary);
    return code;
}

int sink_close(cli_sink *sink, bool keep, int code)
{
    if (!finish(sink)) {
        /* who closed the pipe knows it: head, less */
        if (errno != EPIPE) cannot_write(sink->path == NULL ? "the output" : sink->path, errno);
        keep = false;
        code = EXIT_OUTPUT;
    }
    if (sink->temporary != NULL) code = settle_file(sink, keep, code);
    free(sink->temporary);
    free(sink->path);
    return code;
}

bool sink_open_both(cli_sink *rows, cli_sink *picture, const cli_options *options)
{
    *picture = (cli_sink){.file = NULL};
    if (!sink_open(rows, options)) return false;
    if (options->svg == NULL || open_file(picture, options->svg)) return true;
    sink_close(rows, false, EXIT_OUTPUT);
    return false;
}

int sink_close_both(cli_sink *rows, cli_sink *picture, bool keep, int code)
{
    code = sink_close(rows, keep, code);
    if (picture->file == NULL) return code;
    return sink_close(picture, keep && code != EXIT_OUTPUT, code);
}

const char *sink_bold(const cli_sink *sink)
{
    return sink->colour ? "\033[1m" : "";
}

const char *sink_alert(const cli_sink *sink)
{
    return sink->colour ? "\033[31m" : "";
}

const char *sink_normal(const cli_sink *sink)
{
    return sink->colour ? "\033[0m" : "";
}
