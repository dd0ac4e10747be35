using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Troupe.Conversation;
using Troupe.Engines.Native;

namespace Troupe.Engines.Documents;

/// <summary>
/// A full-text index of the Markdown files in a folder, by SQLite FTS5 with porter stemming; it follows changes of the files by their content.
/// Thread-safe: one connection behind a lock, held for about a millisecond.
/// </summary>
internal sealed class DocumentIndex : IDisposable
{
    private const int SchemaVersion = 1;

    /// <summary>A word in a heading counts three times a word in the text, one in the document's title as much as in the text.</summary>
    private const string FindSections = "SELECT rowid, -bm25(section_text, 1.0, 3.0, 1.0) FROM section_text WHERE section_text MATCH $query";
    private const string FindSentences = "SELECT rowid, -bm25(sentence_text) FROM sentence_text WHERE sentence_text MATCH $query";

    /// <summary>A file written so recently may change again without a newer time: it is read again at the next look.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly DocumentOptions _options;
    private readonly TimeProvider _time;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _sections;
    private readonly SqliteCommand _sentences;
    private Passage[] _passages = [];
    private long _looked;
    private string _hash = "";
    private HashSet<(string Path, long Length, DateTime Written)>? _stamps;

    private DocumentIndex(DocumentOptions options, string folder, TimeProvider time, SqliteConnection connection)
    {
        (_options, Folder, _time, _connection) = (options, folder, time, connection);
        _sections = Command(FindSections);
        _sentences = Command(FindSentences);
        _sections.Parameters.Add("$query", SqliteType.Text);
        _sentences.Parameters.Add("$query", SqliteType.Text);
    }

    /// <summary>The folder that is read.</summary>
    public string Folder { get; }

    /// <summary>The passages, in the order of files and of their place in them.</summary>
    public IReadOnlyList<Passage> Passages
    {
        get
        {
            lock (_lock)
            {
                return _passages;
            }
        }
    }

    /// <summary>Opens the index and reads the folder.</summary>
    /// <exception cref="EngineException">SQLite or the folder is missing, or the index file cannot be used.</exception>
    public static DocumentIndex Open(DocumentOptions options, TimeProvider time)
    {
        if (SqliteLibrary.Find() is null)
        {
            throw new EngineException("The system has no SQLite library (libsqlite3.so.0).", transient: false);
        }

        var folder = options.FindFolder();
        if (!Directory.Exists(folder))
        {
            throw new EngineException($"The documents folder '{options.Folder}' does not exist.", transient: false);
        }

        try
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.IndexFile ?? ":memory:", Pooling = false }.ToString());
            connection.Open();
            var index = new DocumentIndex(options, folder, time, connection);
            index.Refresh();
            return index;
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"The documents in '{options.Folder}' cannot be indexed{(options.IndexFile is null ? "" : $" in '{options.IndexFile}'")}: {fault.Message}", transient: false, fault);
        }
    }

    /// <summary>Looks at the folder again when the last look was long enough ago, then searches.</summary>
    /// <param name="search">Searches; must not keep what it is given.</param>
    public T Search<T>(Func<DocumentSearch, T> search)
    {
        lock (_lock)
        {
            if (_time.GetElapsedTime(_looked) >= _options.RefreshInterval)
            {
                try
                {
                    Refresh();
                }
                catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
                {
                    // A file is being written or the folder is away for a moment: what was read before still answers.
                    _looked = _time.GetTimestamp();
                }
            }

            return search(new DocumentSearch(_passages, query => Run(_sections, query), query => Run(_sentences, query)));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _sections.Dispose();
            _sentences.Dispose();
            _connection.Dispose();
        }
    }

    private static Dictionary<long, double> Run(SqliteCommand command, string query)
    {
        command.Parameters[0].Value = query;
        using var reader = command.ExecuteReader();
        var found = new Dictionary<long, double>();
        while (reader.Read())
        {
            found[reader.GetInt64(0)] = reader.GetDouble(1);
        }

        return found;
    }

    private void Refresh()
    {
        _looked = _time.GetTimestamp();
        var found = new DirectoryInfo(Folder).EnumerateFiles("*.md", SearchOption.AllDirectories).ToList();
        var stamps = found.Select(file => (file.FullName, file.Length, file.LastWriteTimeUtc)).ToHashSet();
        if (_stamps?.SetEquals(stamps) == true)
        {
            return;
        }

        var files = found.Select(file => (Path: Path.GetRelativePath(Folder, file.FullName), Text: File.ReadAllText(file.FullName))).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        var settled = _time.GetUtcNow().UtcDateTime - Settling;
        _stamps = stamps.All(stamp => stamp.LastWriteTimeUtc < settled) ? stamps : null;
        var hash = Hash(files);
        if (hash == _hash)
        {
            return;
        }

        _passages = [.. files.SelectMany(file => MarkdownSections.Read(file.Text, Path.GetFileNameWithoutExtension(file.Path).Replace('-', ' '))).Select((section, i) => new Passage(i + 1, section))];
        if (Stored() != hash)
        {
            Write(hash);
        }

        _hash = hash;
    }

    private static string Hash(List<(string Path, string Text)> files)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData([SchemaVersion]);
        foreach (var (path, text) in files)
        {
            sha.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
            sha.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private string? Stored()
    {
        using var create = Command("CREATE TABLE IF NOT EXISTS indexed(hash TEXT NOT NULL)");
        create.ExecuteNonQuery();
        using var read = Command("SELECT hash FROM indexed");
        return read.ExecuteScalar() as string;
    }

    private void Write(string hash)
    {
        using var transaction = _connection.BeginTransaction();
        using var clear = Command("""
            DROP TABLE IF EXISTS section_text;
            DROP TABLE IF EXISTS sentence_text;
            DELETE FROM indexed;
            CREATE VIRTUAL TABLE section_text USING fts5(title, headings, body, tokenize = 'porter unicode61 remove_diacritics 2');
            CREATE VIRTUAL TABLE sentence_text USING fts5(body, tokenize = 'porter unicode61 remove_diacritics 2');
            """);
        clear.Transaction = transaction;
        clear.ExecuteNonQuery();
        using var section = Insert(transaction, "INSERT INTO section_text(rowid, title, headings, body) VALUES ($0, $1, $2, $3)", 4);
        using var sentence = Insert(transaction, "INSERT INTO sentence_text(rowid, body) VALUES ($0, $1)", 2);
        foreach (var passage in _passages)
        {
            Execute(section, passage.Id, passage.Section.Title, string.Join(' ', passage.Section.Headings), string.Join(' ', passage.Section.Sentences));
            for (var i = 0; i < passage.Section.Sentences.Count; i++)
            {
                Execute(sentence, passage.SentenceId(i), passage.Section.Sentences[i]);
            }
        }

        using var stamp = Insert(transaction, "INSERT INTO indexed(hash) VALUES ($0)", 1);
        Execute(stamp, hash);
        transaction.Commit();
    }

    private SqliteCommand Command(string text)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    private SqliteCommand Insert(SqliteTransaction transaction, string text, int parameters)
    {
        var command = Command(text);
        command.Transaction = transaction;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.AddWithValue($"${i}", "");
        }

        return command;
    }

    private static void Execute(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
