using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PrivateNumber.Emulator.Yaml;

/// <summary>
/// Reads one YAML document into nodes. The files are not trusted: size, depth and number of nodes are limited, and what can multiply or
/// retype a value (anchors, aliases, tags) is refused, as is a key that stands twice, where YamlDotNet would let the last one win.
/// </summary>
internal sealed class YamlParser
{
    public const int MaxBytes = 1024 * 1024;
    public const int MaxDepth = 32;
    public const int MaxNodes = 100_000;

    private readonly string _text;
    private readonly string? _source;
    private readonly Scanner _scanner;
    private readonly Parser _events;
    private readonly YamlProblems _problems = [];
    private int _nodes;

    private YamlParser(string text, string? source)
    {
        _text = text;
        _source = source;
        _scanner = new Scanner(new StringReader(text));
        _events = new Parser(_scanner);
    }

    public static YamlDocument ParseFile(string path)
    {
        if (Directory.Exists(path))
        {
            return Refused(Position.Of(path), "this is a folder, not a file; Docker makes one where the file to mount does not exist");
        }

        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Parse(bytes.AsSpan(0, length), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refused(Position.Of(path), error is FileNotFoundException or DirectoryNotFoundException ? "the file does not exist" : error.Message);
        }
    }

    public static YamlDocument Parse(ReadOnlySpan<byte> utf8, string? source = null)
    {
        if (utf8.Length > MaxBytes)
        {
            return Refused(new Position(1, 1, source), "the file is larger than 1 MiB");
        }

        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8);
            return Parse(text.TrimStart('\uFEFF'), source);
        }
        catch (DecoderFallbackException)
        {
            return Refused(new Position(1, 1, source), "the file is not UTF-8");
        }
    }

    public static YamlDocument Parse(string text, string? source = null)
    {
        if (Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            return Refused(new Position(1, 1, source), "the text is larger than 1 MiB");
        }

        // The scanner takes a NUL for the end and would drop the rest of the file in silence.
        var control = text.AsSpan().IndexOfAny(ControlCharacters.All);
        if (control >= 0)
        {
            var line = text.AsSpan(0, control).Count('\n') + 1;
            var column = control - text.LastIndexOf('\n', control);
            return Refused(new Position(line, column, source), $"control character U+{(int)text[control]:X4}; allowed: printable text");
        }

        return new YamlParser(text, source).ReadDocument();
    }

    private static YamlDocument Refused(Position position, string message)
    {
        YamlProblems problems = [];
        problems.Add(position, "", message);
        return new YamlDocument(null, problems);
    }

    private YamlDocument ReadDocument()
    {
        try
        {
            Next<StreamStart>();
            if (_events.Current is StreamEnd)
            {
                return new YamlDocument(new YamlScalar("", true, new Position(1, 1, _source)), _problems);
            }

            Next<DocumentStart>();
            var root = ReadNode(1);
            if (root is null)
            {
                return new YamlDocument(null, _problems);
            }

            Next<DocumentEnd>();
            if (_events.Current is not StreamEnd)
            {
                Refuse(_events.Current!.Start, "a second document starts here; allowed: one document a file");
            }

            return new YamlDocument(root, _problems);
        }
        catch (YamlException error)
        {
            if (TabInIndentation() is { } tab)
            {
                _problems.Add(tab, "", "a tab in the indentation; allowed: blanks");
            }
            else
            {
                Refuse(error.Start, error.Message);
            }

            return new YamlDocument(null, _problems);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // YamlDotNet's scanner answers some broken texts with bare exceptions of the runtime: this one was seen where { } goes on in column 1.
            Refuse(_scanner.CurrentPosition, "nothing can stand here; allowed: lines inside { } and [ ] indented deeper than their key");
            return new YamlDocument(null, _problems);
        }
    }

    /// <summary>Null when a limit is passed: the rest is not read.</summary>
    private YamlNode? ReadNode(int depth)
    {
        var current = (ParsingEvent)_events.Current!;
        var position = At(current.Start);
        if (++_nodes > MaxNodes || depth > MaxDepth)
        {
            Refuse(current.Start, _nodes > MaxNodes ? $"more than {MaxNodes} values in a file" : $"values nest deeper than {MaxDepth} levels");
            return null;
        }

        if (current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
        {
            Refuse(current.Start, "anchors (&name) and aliases (*name) are not allowed; write the value out");
        }

        if (current is NodeEvent { Tag.IsEmpty: false })
        {
            Refuse(current.Start, "tags (!name) are not allowed; write the value alone");
        }

        switch (current)
        {
            case Scalar scalar:
                Next<Scalar>();
                return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, position);
            case SequenceStart:
                return ReadList(position, depth);
            case MappingStart:
                return ReadMap(position, depth);
            default:
                Next<AnchorAlias>();
                return new YamlScalar("", true, position);
        }
    }

    private YamlList? ReadList(Position position, int depth)
    {
        List<YamlNode> items = [];
        Next<SequenceStart>();
        while (_events.Current is not SequenceEnd)
        {
            if (ReadNode(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        Next<SequenceEnd>();
        return new YamlList(items, position);
    }

    private YamlMap? ReadMap(Position position, int depth)
    {
        List<YamlEntry> entries = [];
        Dictionary<string, Position> keys = [];
        Next<MappingStart>();
        while (_events.Current is not MappingEnd)
        {
            if (ReadNode(depth + 1) is not { } key || ReadNode(depth + 1) is not { } value)
            {
                return null;
            }

            if (key is not YamlScalar name)
            {
                _problems.Add(key.Position, "", "a list or map cannot be a key; allowed: a text");
            }
            else if (!keys.TryAdd(name.Text, name.Position))
            {
                _problems.Add(name.Position, "", $"key {Quote.Of(name.Text)} is here twice; it stands in line {keys[name.Text].Line} already");
            }
            else
            {
                entries.Add(new YamlEntry(name, value));
            }
        }

        Next<MappingEnd>();
        return new YamlMap(entries, position);
    }

    /// <summary>Steps over the current event, which the grammar says is a <typeparamref name="T"/>.</summary>
    private void Next<T>()
        where T : ParsingEvent
    {
        if (_events.Current is null)
        {
            _events.MoveNext();
        }

        if (_events.Current is not T)
        {
            throw new YamlException(_events.Current?.Start ?? Mark.Empty, Mark.Empty, "unexpected end of the file");
        }

        _events.MoveNext();
    }

    /// <summary>The scanner tells of a tab where the line before it ends, or where the file begins.</summary>
    private Position? TabInIndentation()
    {
        var line = 0;
        foreach (var text in _text.AsSpan().EnumerateLines())
        {
            line++;
            var indentation = text.IndexOfAnyExcept(' ', '\t');
            if (indentation > 0 && text[..indentation].IndexOf('\t') is var tab and >= 0)
            {
                return new Position(line, tab + 1, _source);
            }
        }

        return null;
    }

    private void Refuse(Mark mark, string message) => _problems.Add(At(mark), "", message);

    private Position At(Mark mark) => new((int)mark.Line, (int)mark.Column, _source);
}
