using System.Globalization;
using System.Text.Json;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Api;

/// <summary>
/// The parameters of one request, from a JSON body or a query string, read one by one in the documented order.
/// The first that breaks a rule decides the answer (<see cref="Refusal"/>); reading goes on so that handlers stay flat.
/// Tolerances are those of real clients (wire-facts.md §4): booleans and integers also as strings, null and unknown members as absent.
/// </summary>
internal sealed class Parameters
{
    private readonly IReadOnlyDictionary<string, JsonElement> _members;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly string _spec;
    private readonly bool _lenient;
    private readonly IReadOnlySet<string> _voiceFiles;
    private Refusal? _broken;
    private Refusal? _missingVoiceFile;

    public Parameters(IReadOnlyDictionary<string, JsonElement> members, string spec, Strictness strictness, IReadOnlySet<string> voiceFiles)
    {
        _members = members;
        _spec = spec;
        _lenient = strictness == Strictness.Lenient;
        _voiceFiles = voiceFiles;
    }

    /// <summary>The first broken rule, or null. Unknown voice files come after all other rules (axb.md §8.3).</summary>
    public Refusal? Refusal => _broken ?? _missingVoiceFile;

    /// <summary>The names that were looked for.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>What was sent and never looked for.</summary>
    public IEnumerable<string> Ignored => _members.Keys.Except(_asked);

    public bool Has(string name)
    {
        _asked.Add(name);
        return _members.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
    }

    /// <summary>A text of <paramref name="min"/> to <paramref name="max"/> characters. Where 0 is allowed, an empty text counts as absent.</summary>
    public string? Text(string name, int min, int max)
    {
        if (!Has(name))
        {
            return null;
        }

        if (RequestBody.Text(_members[name]) is not { } text)
        {
            return Refuse<string>(name, "a string", Show(name));
        }

        if (text.Length == 0 && (min == 0 || _lenient))
        {
            return null;
        }

        return text.Length >= min && text.Length <= max ? text : Refuse<string>(name, $"{min} to {max} characters", $"{text.Length} characters");
    }

    public string? RequiredText(string name, int min, int max) => Text(name, min, max) ?? Missing<string>(name);

    /// <summary>A number of a person: a mobile or a landline in the global format (decision D17).</summary>
    public PhoneNumber? Number(string name, bool service = false)
    {
        if (!Has(name))
        {
            return null;
        }

        var text = RequestBody.Text(_members[name]);
        if (PhoneNumber.TryParse(text, out var number) && (number.CanBeBound || service))
        {
            return number;
        }

        if (_lenient && text is { Length: > 0 and <= 32 })
        {
            return PhoneNumber.Verbatim(text);
        }

        return Refuse<PhoneNumber?>(name, "+86 and a mobile of 11 digits, or a landline with its area code without the leading 0", Show(name));
    }

    public PhoneNumber RequiredNumber(string name, bool service = false) => Number(name, service) ?? Missing<PhoneNumber>(name);

    /// <summary>A privacy number: only mobiles exist (axb.md §1.1).</summary>
    public PhoneNumber? PrivacyNumber(string name, int min = 1)
    {
        if (!Has(name))
        {
            return null;
        }

        var text = RequestBody.Text(_members[name]);
        if (text is "" && min == 0)
        {
            return null;
        }

        return PhoneNumber.TryParse(text, out var number) && number.Kind == NumberKind.Mobile
            ? number
            : Refuse<PhoneNumber?>(name, "+86 and 11 digits", Show(name));
    }

    public int? Integer(string name, int min, int max)
    {
        if (!Has(name))
        {
            return null;
        }

        return Integer(_members[name]) is { } value && value >= min && value <= max
            ? value
            : Refuse<int?>(name, $"an integer from {min} to {max}", Show(name));
    }

    /// <summary>A flag that the documents type as the text <c>true</c> or <c>false</c> and that clients also send as a JSON boolean.</summary>
    public bool? Flag(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = _members[name];
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when RequestBody.Text(value) == "true" => true,
            JsonValueKind.String when RequestBody.Text(value) == "false" => false,
            _ => Refuse<bool?>(name, "true or false", Show(name)),
        };
    }

    /// <summary>One of the documented words; numeric ones also as JSON numbers.</summary>
    public string? Choice(string name, params ReadOnlySpan<string> allowed)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = _members[name];
        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : RequestBody.Text(value);
        return text is not null && allowed.Contains(text) ? text : Refuse<string>(name, string.Join(" or ", allowed!), Show(name));
    }

    /// <summary>The name of an approved voice file; an unknown one is answered with the file's name (recording.md §6, decision D2).</summary>
    public string? VoiceFile(string name, int min = 0)
    {
        var file = Text(name, min, Rules.LongestFileName);
        if (file is not null && !_voiceFiles.Contains(file))
        {
            _missingVoiceFile ??= new Refusal(
                ResultCodes.InvalidRequest,
                Explain.Refused("A voice file must be uploaded and approved.", "recording.md §6", name, string.Join(", ", _voiceFiles), file),
                $"{file} does not exist");
        }

        return file;
    }

    /// <summary>Opaque data of the customer: no braces, ASCII only (axb.md §2.1, decision D35).</summary>
    public string? UserData(string name = "userData", string forbidden = "{}", int min = 1)
    {
        if (Text(name, min, Longest.UserData) is not { } text)
        {
            return null;
        }

        if (!_lenient && text.AsSpan().IndexOfAny(forbidden) >= 0)
        {
            return Refuse<string>(name, $"none of {string.Join(' ', forbidden.ToCharArray())}", text);
        }

        return text.All(char.IsAscii) ? text : Refuse<string>(name, "no Chinese characters: write them as Base64", text);
    }

    /// <summary>A nested object such as <c>preVoice</c>; null when absent.</summary>
    public Parameters? Object(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        return _members[name].ValueKind == JsonValueKind.Object && RequestBody.Members(_members[name]) is { } members
            ? new Parameters(members, _spec, _lenient ? Strictness.Lenient : Strictness.Vendor, _voiceFiles)
            : Refuse<Parameters>(name, "an object", Show(name));
    }

    /// <summary>Takes over what a nested object found wrong.</summary>
    public void Adopt(Parameters? nested)
    {
        if (nested is null)
        {
            return;
        }

        _broken ??= nested._broken;
        _missingVoiceFile ??= nested._missingVoiceFile;
    }

    /// <summary>Refuses a parameter by a rule of its own, unless an earlier one is already refused.</summary>
    public void Refuse(string name, string rule, string expected, string? got = null) =>
        _broken ??= new Refusal(ResultCodes.InvalidRequest, Explain.Refused(rule, _spec, name, expected, got ?? Show(name)), name);

    private T? Refuse<T>(string name, string expected, string? got)
    {
        _broken ??= new Refusal(ResultCodes.InvalidRequest, Explain.Refused($"{name} is malformed.", _spec, name, expected, got), name);
        return default;
    }

    private T? Missing<T>(string name)
    {
        // Lenient applications count an empty text as absent, so a required one is missing; what was already refused keeps its reason.
        _broken ??= new Refusal(ResultCodes.InvalidRequest, Explain.Refused($"{name} is mandatory.", _spec, name, "a value", got: null), name);
        return default;
    }

    private string Show(string name) => _members.TryGetValue(name, out var value) ? value.GetRawText() : "nothing";

    private static int? Integer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt32(out var number) ? number : null,
        JsonValueKind.String => int.TryParse(RequestBody.Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };
}
