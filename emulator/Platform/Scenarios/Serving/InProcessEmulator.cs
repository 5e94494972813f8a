using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace PrivateNumber.Emulator.Scenarios.Serving;

/// <summary>Reaches the emulator from within, through all of its HTTP handling and without a socket: it works on any server.</summary>
internal sealed class InProcessEmulator
{
    private readonly Lazy<RequestDelegate> _pipeline;
    private readonly IServiceProvider _services;
    private readonly EmulatorAddress _address;

    public InProcessEmulator(IServiceProvider services, EmulatorAddress address)
    {
        _services = services;
        _address = address;
        _pipeline = new Lazy<RequestDelegate>(Build);
    }

    public HttpClient CreateClient() => new(new Handler(this)) { BaseAddress = new Uri(_address.Own), Timeout = Timeout.InfiniteTimeSpan };

    private RequestDelegate Build()
    {
        var application = new ApplicationBuilder(_services);
        application.UseRouting();
        application.UseEndpoints(routes => routes.MapPrivateNumberEmulator());
        return application.Build();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var sent = request.Content is { } content ? await content.ReadAsStreamAsync(ct) : Stream.Null;
        using var received = new MemoryStream();
        using var lifetime = new Lifetime(ct);
        var answer = new Answer();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestOf(request, sent));
        features.Set<IHttpResponseFeature>(answer);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(received));
        features.Set<IHttpRequestLifetimeFeature>(lifetime);
        try
        {
            await _pipeline.Value(new DefaultHttpContext(features) { RequestServices = _services });
        }
        finally
        {
            // Nobody else tells what waits for the answer that there will be none.
            await answer.CompleteAsync();
        }

        return lifetime.IsCut
            ? throw new HttpRequestException("The connection was cut before the answer was complete.")
            : ResponseOf(request, answer, received.ToArray());
    }

    private static HttpRequestFeature RequestOf(HttpRequestMessage request, Stream body)
    {
        var uri = request.RequestUri!;
        var headers = new HeaderDictionary { ["Host"] = uri.Authority };
        Copy(request.Headers, headers);
        if (request.Content is { } content)
        {
            // What reads the body asks for its length, which is a header only once somebody has asked here.
            headers.ContentLength = content.Headers.ContentLength;
            Copy(content.Headers, headers);
        }

        return new HttpRequestFeature
        {
            Protocol = "HTTP/1.1",
            Method = request.Method.Method,
            Scheme = uri.Scheme,
            Path = PathString.FromUriComponent(uri).Value!,
            QueryString = uri.Query,
            Headers = headers,
            Body = body,
        };
    }

    private static void Copy(HttpHeaders from, HeaderDictionary to)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            to[name] = new StringValues([.. values]);
        }
    }

    private static HttpResponseMessage ResponseOf(HttpRequestMessage request, Answer answer, byte[] body)
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)answer.StatusCode) { RequestMessage = request, Content = new ByteArrayContent(body) };
        foreach (var (name, values) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                response.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return response;
    }

    private sealed class Handler(InProcessEmulator emulator) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            emulator.SendAsync(request, cancellationToken);
    }

    /// <summary>An answer that tells when it has left: pushes and reactions wait for that.</summary>
    private sealed class Answer : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Run, object State)> _completed = new();

        public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

        public async Task CompleteAsync()
        {
            while (_completed.TryPop(out var callback))
            {
                await callback.Run(callback.State);
            }
        }
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature, IDisposable
    {
        private readonly CancellationTokenSource _aborted;

        public Lifetime(CancellationToken ct)
        {
            _aborted = CancellationTokenSource.CreateLinkedTokenSource(ct);
            RequestAborted = _aborted.Token;
        }

        public CancellationToken RequestAborted { get; set; }

        public bool IsCut { get; private set; }

        public void Abort()
        {
            IsCut = true;
            _aborted.Cancel();
        }

        public void Dispose() => _aborted.Dispose();
    }
}
