using System.Threading.Channels;

namespace OrderTaxi.Notices;

/// <summary>A text for somebody's phone.</summary>
internal sealed record Notice(string To, string Text);

/// <summary>Notices on their way: who adds one does not wait for it.</summary>
internal sealed class NoticeQueue
{
    private readonly Channel<Notice> _waiting = Channel.CreateUnbounded<Notice>();

    public void Add(Notice notice) => _waiting.Writer.TryWrite(notice);

    public IAsyncEnumerable<Notice> TakeAsync(CancellationToken ct) => _waiting.Reader.ReadAllAsync(ct);
}
