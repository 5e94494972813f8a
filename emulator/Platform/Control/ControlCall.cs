using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>
/// A request of the control API. What it names and does not exist is noted while the input is read, so that handlers find everything
/// they ask for: <see cref="Refusal"/>.
/// </summary>
internal sealed class ControlCall(HttpContext http, ControlServices emulator, IReadOnlyDictionary<string, string> path, YamlField input)
{
    private ControlAnswer? _notFound;

    public ControlServices Emulator { get; } = emulator;

    public Worlds Worlds => Emulator.Worlds;

    /// <summary>The members of the body and of the query string as one map.</summary>
    public YamlField Input { get; } = input;

    /// <summary>The body of an operation that reads it itself.</summary>
    public Stream Body { get; } = http.Request.Body;

    public HttpRequest Request { get; } = http.Request;

    public CancellationToken Aborted { get; } = http.RequestAborted;

    /// <summary>Opens when the answer has left: pushes that this request causes wait for it.</summary>
    public AnswerGate Answered { get; } = AnswerGate.For(http.Response);

    public ControlAnswer? Refusal => Input.Problems.Count > 0 ? ControlAnswer.Invalid(Input.Problems) : _notFound;

    public string InPath(string name) => path[name];

    /// <summary>The application that <c>app</c> names; null when it is left out.</summary>
    public World? App(YamlField field)
    {
        var problems = Input.Problems.Count;
        var name = field.Text();
        return field.IsGiven && Input.Problems.Count == problems ? App(name) : null;
    }

    public World? AppInPath() => App(InPath("app"));

    /// <summary>One application, or all of them.</summary>
    public IReadOnlyList<World> Apps(World? app) => app is null ? Worlds.All : [app];

    /// <summary>The application that has the name by now, or all of them.</summary>
    public IReadOnlyList<World> AppsNamed(string? name) => name is null ? Worlds.All : Worlds.FindByName(name) is { } world ? [world] : [];

    /// <summary>Who listens hears where the clocks stand now.</summary>
    public void TellClocks(World? app)
    {
        foreach (var world in Apps(app))
        {
            Emulator.Events.ClockChanged(world);
        }
    }

    public (World World, Call Call) CallOf(string sessionId)
    {
        if (Worlds.OwnerOfCall(sessionId) is { } world && world.Calls.Find(sessionId) is { } call)
        {
            return (world, call);
        }

        NotFound($"No call has the sessionId {sessionId}.");
        return default;
    }

    /// <summary>The owner of a privacy number in the path; a number that is none is a problem of the input.</summary>
    public (World World, PhoneNumber Number) NumberInPath()
    {
        var text = InPath("number");
        if (!PhoneNumber.TryParse(text, out var number))
        {
            Input.Problems.Add(Position.None, "number", $"{Quote.Of(text)} is not allowed; allowed: {ControlRules.NumberAllowed}");
            return default;
        }

        if (Worlds.OwnerOf(number) is { } world)
        {
            return (world, number);
        }

        NotFound($"{number} is no privacy number of any application.");
        return default;
    }

    public void NotFound(string detail) => _notFound ??= ControlAnswer.NotFound(detail);

    private World? App(string name)
    {
        if (Worlds.Find(name) is { } world)
        {
            return world;
        }

        var nearest = Closest.To(name, Worlds.All.Select(known => known.Application.Name!));
        NotFound($"No application has the name or key {Quote.Of(name)}." + (nearest is null ? "" : $" Nearest: {nearest}"));
        return null;
    }
}
