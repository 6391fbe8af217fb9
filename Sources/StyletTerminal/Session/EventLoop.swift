import CTerminal
import Glibc
import StyletBase
import StyletScreen

/// poll → drain → handle → draw once → send. One thread; sleeps in poll whenever nothing is due.
final class EventLoop {
  /// Without input for so long, the application may do finer work.
  private static let idleAfter: Int64 = 120
  /// Milliseconds after which a picture is drawn though more input is there.
  private static let longestDrain: Int64 = 100
  /// Milliseconds after the last question in which the terminal may still answer.
  private static let longestAnswer: Int64 = 10_000
  /// Bytes above which a frame is to be shown all at once where the terminal can.
  private static let shownAtOnce = 512

  private let application: any Application
  private let options: TerminalSession.Options
  private let escapeDelay: Int64
  private let device: TerminalDevice
  private let screen: CursesScreen
  private let modes: TerminalModes
  private let rescue: [UInt8]
  /// Empties the line that the terminal is left on, whatever was written there before.
  private let emptyLine: [UInt8]
  private let signals: Int32
  /// The terminal shows pictures in pixels, and those of a cell as the system knew them last.
  private let hasPixels: Bool
  private var cell: PixelSize?

  private var decoder: InputDecoder
  /// From before the session; handled after the first frame.
  private var typedAhead: [UInt8]
  private var pacing = Pacing()
  private var speed: LinkSpeed
  private var link = LinkReport()
  private var needsFrame = true
  private var modesAreOn = false
  /// The signal that ended it, or stands for a dropped line.
  private var endedBy: Int32?
  private var lastInput = Clock.milliseconds
  private var lastIdle: Int64 = 0
  private var lastQuestion = Clock.milliseconds

  init(application: any Application, probe: TerminalProbe, options: TerminalSession.Options) throws(Failure) {
    self.application = application
    self.options = options
    escapeDelay = Int64(probe.escapeDelay)
    device = try TerminalDevice()
    let size = device.size
    let strings = TerminfoEntry.strings(of: probe.entry.name)
    // Our handlers first: curses installs its own only where there are none.
    signals = stylet_signals_begin()
    guard signals >= 0 else { throw Failure(.defect, words("error.session-running")) }
    do {
      screen = try CursesScreen(term: probe.entry.name, traits: probe.traits, width: size.width, height: size.height)
    } catch {
      stylet_signals_end()
      throw error
    }
    Leftovers.handOverSignals()
    speed = LinkSpeed(options.link)
    (link.choice, link.isSlow) = (options.link, speed.isSlow)
    decoder = InputDecoder(keys: KeySequences(terminfo: strings.keys), owed: probe.owed)
    typedAhead = probe.typedAhead
    modes = TerminalModes(mouse: options.mouse && probe.entry.knowsMouse, paste: probe.entry.knowsMouse)
    // CAN first: a crash may come in the middle of a sequence.
    let hasImages = probe.traits.pixels?.ways.contains(.kitty) == true
    rescue = [0x18] + (hasImages ? KittyImage.deleteAll : []) + modes.off + strings.restore + strings.emptyLine
    hasPixels = probe.traits.pixels != nil
    cell = device.pixels.flatMap { PixelDetection.cell(of: $0, columns: size.width, rows: size.height) }
    emptyLine = strings.emptyLine
  }

  func run() -> TerminalSession.Ending {
    claim()
    while !application.isFinished && !hungUp {
      if needsFrame { frame() }
      if !typedAhead.isEmpty {
        handle(decoder.feed(typedAhead))
        (typedAhead, lastInput) = ([], Clock.milliseconds)
      }
      sleep()
      relaySignals()
      drainInput()
      if device.isClosed { hangUp(SIGHUP) }
    }
    release()
    stylet_signals_end()
    return endedBy.map { .hangUp(signal: $0) } ?? .finished
  }

  // MARK: The terminal, taken and given back

  private func claim() {
    stylet_stderr_hold()
    var mode = device.foundMode
    rescue.withUnsafeBytes { stylet_rescue_arm(device.descriptor, $0.baseAddress, $0.count, &mode) }
    device.enterRawMode()
    EndingKey.watch(device.descriptor)
    modesAreOn = false
    needsFrame = true
  }

  private func release() {
    EndingKey.watch(nil)
    device.drain(milliseconds: 2000)
    device.send(modes.off + screen.leave() + emptyLine)
    device.drain(milliseconds: 1000)
    awaitAnswer()
    device.leaveRawMode()
    stylet_rescue_disarm()
    stylet_stderr_release()
  }

  /// An answer that comes after us would be typed into the shell.
  private func awaitAnswer() {
    let end = Clock.milliseconds + 200
    while pacing.isWaiting && !device.isClosed && Clock.milliseconds < end {
      var entry = pollfd(fd: device.descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, 50) > 0, case .bytes(let bytes) = device.read() else { continue }
      _ = decoder.feed(bytes)
      pacing.note(reports: decoder.statusReports, now: Clock.milliseconds)
    }
  }

  private func suspend() {
    release()
    device.send(Array((words("cli.open.suspended") + "\n").utf8))
    device.drain(milliseconds: 1000)
    stylet_stop_group()
    claim()
    fitSize()
    // Our own stop and its end are dealt with.
    relaySignals(except: [SIGTSTP, SIGCONT])
  }

  /// Stopped and continued by others (kill -STOP, fg): whatever the shell made of the terminal, it is ours again.
  private func reclaim() {
    device.enterRawMode()
    screen.repaint()
    modesAreOn = false
    needsFrame = true
    fitSize()
  }

  private func fitSize() {
    let size = device.size
    fitCells(size)
    guard size != (screen.width, screen.height) else { return }
    screen.resize(width: size.width, height: size.height)
    application.handle(.resize(width: size.width, height: size.height))
    needsFrame = true
  }

  /// A larger font may leave as many cells, with more pixels.
  private func fitCells(_ size: (width: Int, height: Int)) {
    guard hasPixels, let window = device.pixels,
      let now = PixelDetection.cell(of: window, columns: size.width, rows: size.height), now != cell,
      PixelTraits.cellSizes.contains(now.width), PixelTraits.cellSizes.contains(now.height)
    else { return }
    (cell, link.cell, needsFrame) = (now, now, true)
  }

  private var hungUp: Bool { endedBy != nil }

  private func hangUp(_ signal: Int32) {
    guard !hungUp else { return }
    endedBy = signal
    stylet_leave_within(options.graceSeconds)
    application.handle(.hangUp)
    stylet_leave_within(0)
  }

  // MARK: Turns of the loop

  /// Draws, unless the line is still busy with an earlier frame; then the latest state is drawn when it is free.
  private func frame() {
    let now = Clock.milliseconds
    guard !device.isCongested, pacing.wait(now: now) == 0 else { return }
    let start = Clock.nanoseconds
    application.note(link)
    var bytes = screen.present(application.draw(width: screen.width, height: screen.height))
    let count = bytes.count
    if count > Self.shownAtOnce, decoder.knowsSynchronisedOutput {
      bytes = TerminalModes.beginFrame + bytes + TerminalModes.endFrame
    }
    if !modesAreOn {
      bytes += modes.on + modes.question
      if !modes.question.isEmpty {
        decoder.owed.mode = true
        lastQuestion = now
      }
      modesAreOn = true
    }
    if pacing.ask(frame: count, now: now) { bytes += asked(now) }
    device.send(bytes)
    needsFrame = false
    let took = Clock.nanoseconds - start
    if count > 0 {
      (link.frameBytes, link.frameMilliseconds) = (count, Double(took) / 1e6)
      link.frames += 1
      link.bytes += count
    }
    options.onFrame?(TerminalSession.FrameReport(bytes: count, nanoseconds: took))
  }

  private func asked(_ now: Int64) -> [UInt8] {
    decoder.owed.statuses += 1
    lastQuestion = now
    return Pacing.question
  }

  /// What the answers tell of the line.
  private func notePace() {
    pacing.note(reports: decoder.statusReports, now: Clock.milliseconds)
    let wasSlow = link.isSlow
    (link.bytesPerSecond, link.roundTrip) = (pacing.bytesPerSecond, pacing.roundTrip)
    speed.note(bytesPerSecond: link.bytesPerSecond)
    link.isSlow = speed.isSlow
    if link.isSlow != wasSlow { needsFrame = true }
  }

  private func sleep() {
    let input = Int16(POLLIN) | (device.isCongested ? Int16(POLLOUT) : 0)
    var entries = [
      pollfd(fd: device.descriptor, events: input, revents: 0), pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&entries, 2, timeout())
    let now = Clock.milliseconds
    if ready > 0 && entries[0].revents & Int16(POLLOUT) != 0 { device.flush() }
    if ready > 0 && entries[0].revents & ~Int16(POLLOUT) != 0 { return }
    if let waiting = decoder.waiting, now - lastInput >= patience(waiting) { handle(decoder.timeout()) }
    if application.wantsIdle && now - max(lastInput, lastIdle) >= Self.idleAfter {
      lastIdle = now
      // Once, when the line is quiet: how long an answer takes by itself.
      if !needsFrame, !device.isCongested, pacing.ask(frame: 0, now: now) { device.send(asked(now)) }
      handle([.idle])
    }
  }

  /// Milliseconds until something is due; -1 when nothing is.
  private func timeout() -> Int32 {
    if EndingKey.hasTyped { return 0 }
    let now = Clock.milliseconds
    var due: [Int64] = []
    if let waiting = decoder.waiting { due.append(lastInput + patience(waiting) - now) }
    if application.wantsIdle { due.append(max(lastInput, lastIdle) + Self.idleAfter - now) }
    if needsFrame && !device.isCongested { due.append(pacing.wait(now: now)) }
    guard let least = due.min() else { return -1 }
    return Int32(clamping: max(least, 0))
  }

  private func patience(_ waiting: InputDecoder.Waiting) -> Int64 { waiting.milliseconds(escapeDelay: escapeDelay) }

  private func relaySignals(except handled: Set<Int32> = []) {
    var numbers = [UInt8](repeating: 0, count: 64)
    let count = read(signals, &numbers, numbers.count)
    guard count > 0 else { return }
    let raised = Set(numbers[..<count].map { Int32($0) }).subtracting(handled)
    if raised.contains(SIGTSTP) {
      suspend()
    } else if raised.contains(SIGCONT) {
      reclaim()
    }
    if raised.contains(SIGWINCH) { fitSize() }
    if let asked = raised.subtracting([SIGTSTP, SIGCONT, SIGWINCH]).min() { hangUp(asked) }
  }

  /// All that has come, in one go and bounded in time, so that neither a stuck key nor slow commands keep the picture
  /// away.
  private func drainInput() {
    let end = Clock.milliseconds + Self.longestDrain
    while !application.isFinished && !hungUp && Clock.milliseconds < end {
      guard case .bytes(let bytes) = device.read() else { return }
      lastInput = Clock.milliseconds
      if lastInput - lastQuestion > Self.longestAnswer { decoder.owed = .none }
      let events = decoder.feed(bytes)
      notePace()
      handle(events)
    }
  }

  private func handle(_ events: [InputEvent]) {
    for event in events where !application.isFinished {
      if event == .key(.control("z")) {
        suspend()
      } else {
        application.handle(event)
        // Also where a key map or a prompt knows nothing of it.
        if application.takesRepaint() || event == .key(.control("l")) { screen.repaint() }
      }
      needsFrame = true
    }
  }
}

/// The monotonic clock.
enum Clock {
  static var nanoseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  static var milliseconds: Int64 { nanoseconds / 1_000_000 }
}
