/// What waits for the end of the loading.
enum Postponed {
  case command(Invocation, count: Int?)
  case event(InputEvent)
}

/// While the scan is being read: slices are looked at as they come, and what needs all of them waits in line.
///
/// As soon as one command has to wait, all that is typed after it waits too, so that the order stays; Esc forgets
/// what waits. So no edit ever sees a voxel that is missing, nor one of another scan than the project's.
extension Workstation {
  /// Keys that are kept; a stuck key fills no memory.
  private static let mostPostponed = 4096

  /// How far the loading is, for the screen; nil when the scan is there.
  var loading: ScreenModel.Loading? {
    guard workspace.isLoading, let arrival else { return nil }
    return ScreenModel.Loading(
      percent: Int(arrival.progress * 100), waiting: postponed.count, isChecking: volume.isComplete)
  }

  /// Looks whether the scan is there, and is the project's; then what waited is done. A scan that cannot be read, or is
  /// another one, ends the work: why is the arrival's ``LoadingVolume/failure``, or the services' to say.
  func takeArrival() {
    let check = volume.isComplete ? services.scanCheck : .pending
    if arrival?.failure != nil || check == .another {
      postponed = []
      workspace.isFinished = true
      return
    }
    guard check == .done else { return }
    if controllers.panes.isFollowing { controllers.panes.followArrival() }
    controllers.panes.findBodyQuietly()
    (workspace.isLoading, controllers.panes.isFollowing) = (false, false)
    session.countExtent()
    controllers.reading.checkSignature()
    controllers.lungs.beginLungSearch()
    let waiting = postponed
    postponed = []
    run(waiting)
  }

  /// Does what waited elsewhere, or puts it in line here.
  func takeOver(_ waiting: [Postponed]) {
    if workspace.isLoading { postponed += waiting } else { run(waiting) }
  }

  private func run(_ waiting: [Postponed]) {
    for one in waiting {
      switch one {
      case .command(let action, let count): if !isFinished { run(action, count: count) }
      case .event(let event): handle(event)
      }
    }
  }

  func postpone(_ one: Postponed) { if postponed.count < Self.mostPostponed { postponed.append(one) } }

  /// Puts an event in line when there is one.
  func mustWait(_ event: InputEvent) -> Bool {
    switch event {
    case .resize, .hangUp, .idle, .brokenPaste: return false
    case .key, .mouse, .paste: (controllers.panes.isFollowing, controllers.panes.isTouched) = (false, true)
    }
    guard !postponed.isEmpty else { return false }
    if event == .key(.escape) {
      say(Sentence.keysForgotten(postponed.count), .warning)
      postponed = []
    } else {
      postpone(.event(event))
    }
    return true
  }
}
