package dev.patkit.examples.httpservice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A raw HTTP response: the status line, the headers without the date sorted by name, and the body. */
record RawResponse(String status, List<String> headers, String body) {
    static RawResponse to(URI server, String head, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(head).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        Stream.of(headers).forEach(header -> request.append(header).append("\r\n"));
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(ISO_8859_1));
            return parse(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        }
    }

    private static RawResponse parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        List<String> lines = List.of(text.substring(0, end).split("\r\n"));
        List<String> headers = lines.stream()
                .skip(1)
                .map(RawResponse::withNameInLowerCase)
                .filter(line -> !line.startsWith("date:"))
                .sorted()
                .toList();
        return new RawResponse(lines.get(0), headers, text.substring(end + 4));
    }

    private static String withNameInLowerCase(String header) {
        int colon = header.indexOf(':');
        return header.substring(0, colon).toLowerCase(Locale.ROOT) + header.substring(colon);
    }
}
