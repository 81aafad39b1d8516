package dev.flowbed.alephium.rest;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of a client that speaks plain HTTP only: none. The JDK's client otherwise reads all certificates of the machine before
 * it sends its first request, which takes a tenth of a second.
 */
final class PlainHttp extends SSLContextSpi {

    /** A context that makes no connections. */
    static SSLContext context() {
        return new Context(new PlainHttp());
    }

    private static final class Context extends SSLContext {
        Context(SSLContextSpi plain) {
            super(plain, null, "none");
        }
    }

    private static UnsupportedOperationException none() {
        return new UnsupportedOperationException("this client speaks plain HTTP only");
    }

    @Override
    protected void engineInit(
            KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random) {
        throw none();
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        throw none();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        throw none();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        throw none();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        throw none();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        throw none();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        throw none();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return engineGetSupportedSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return new SSLParameters(new String[0], new String[] {"TLSv1.2"});
    }
}
