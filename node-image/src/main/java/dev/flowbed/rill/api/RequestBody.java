package dev.flowbed.rill.api;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads what comes with a request, up to a bound. */
final class RequestBody {
    private static final int MAX_BYTES = 4 << 20;

    private RequestBody() {}

    /** The whole body; fails with a 413 when it is longer than 4 MiB. */
    static Future<Buffer> read(HttpServerRequest request) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > MAX_BYTES) {
                whole.tryFail(ApiException.tooLarge("Content length limit: " + MAX_BYTES + " bytes"));
            } else {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(whole::tryFail);
        request.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }
}
